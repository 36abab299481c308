using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Merges;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Tags;

/// <summary>
/// Moves a member's tags to the one that he is merged into, and back. Pure. What the survivor has already stays as it is; tags that rules set do not move,
/// for rules look at both anew.
/// </summary>
internal static class TagMerging
{
    internal static List<MovedTag> Merge(in DecisionContext context, MemberId from, MemberId into, string? reason, Changes changes)
    {
        var giver = new TagBook(context, from, reason);
        var taker = new TagBook(context, into, reason);
        var moved = new List<MovedTag>();
        foreach (MemberTag tag in giver.Tags())
        {
            giver.Remove(tag);
            if (!tag.IsLiveAt(context.Now) || tag.Source == TagSource.Rule)
            {
                continue;
            }

            bool isTaken = !taker.HasPlaceOf(tag);
            if (isTaken)
            {
                taker.Set(tag);
            }

            moved.Add(new MovedTag(tag.Group, tag.Value, tag.Source, tag.Actor, tag.ExpiresAt, isTaken));
        }

        TagBook.Write(context, [giver, taker], changes);
        giver.WriteLedgerTo(changes);
        return moved;
    }

    internal static int Undo(
        in DecisionContext context, MemberId from, MemberId into, IReadOnlyList<MovedTag> tags, string? reason, Changes changes)
    {
        var owner = new TagBook(context, from, reason);
        var holder = new TagBook(context, into, reason);
        int back = 0;
        foreach (MovedTag tag in tags)
        {
            TagGroup? group = context.View.Find<TagGroup>(TagGroup.KeyOf(context.Program, tag.Group));
            if (group is null || tag.ExpiresAt <= context.Now)
            {
                continue;
            }

            var own = new MemberTag
            {
                Program = context.Program,
                MemberId = from,
                Group = tag.Group,
                Value = tag.Value,
                IsExclusive = group.IsExclusive,
                Source = tag.Source,
                Actor = tag.Actor,
                SetAt = context.Now,
                ExpiresAt = tag.ExpiresAt,
            };
            if (tag.Moved && holder.Find(own) is { } there && IsSame(there, own))
            {
                holder.Remove(there);
            }

            owner.Set(own);
            back++;
        }

        TagBook.Write(context, [owner, holder], changes);
        return back;
    }

    private static bool IsSame(MemberTag left, MemberTag right) =>
        left.Value == right.Value && left.Source == right.Source && left.Actor == right.Actor && left.ExpiresAt == right.ExpiresAt;
}
