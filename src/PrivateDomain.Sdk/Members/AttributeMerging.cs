using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Members;

/// <summary>What becomes of attributes when members are merged, parted or erased. Pure. The merged member's stay as they were, for the way back.</summary>
internal static class AttributeMerging
{
    /// <summary>Gives the survivor what he lacks.</summary>
    internal static void Merge(in DecisionContext context, MemberId from, MemberId into, Changes changes)
    {
        HashSet<string> known = All(context, into).Select(static attribute => attribute.Name).ToHashSet(StringComparer.Ordinal);
        foreach (MemberAttribute attribute in All(context, from))
        {
            if (!known.Contains(attribute.Name))
            {
                changes.Put(attribute with { MemberId = into, Revision = 0 });
            }
        }
    }

    /// <summary>Takes from the survivor what he has of the other and nobody has changed since.</summary>
    internal static void Undo(in DecisionContext context, MemberId from, MemberId into, Changes changes)
    {
        Dictionary<string, MemberAttribute> before = All(context, from).ToDictionary(static attribute => attribute.Name, StringComparer.Ordinal);
        foreach (MemberAttribute attribute in All(context, into))
        {
            if (before.TryGetValue(attribute.Name, out MemberAttribute? his) && his.SetAt == attribute.SetAt && his.Actor == attribute.Actor && his.IsSame(attribute))
            {
                changes.Remove(attribute.Key);
            }
        }
    }

    /// <summary>Removes all.</summary>
    internal static int Erase(in DecisionContext context, MemberId memberId, Changes changes)
    {
        List<MemberAttribute> all = All(context, memberId);
        foreach (MemberAttribute attribute in all)
        {
            changes.Remove(attribute.Key);
        }

        return all.Count;
    }

    private static List<MemberAttribute> All(in DecisionContext context, MemberId memberId)
    {
        LoadedRange range = context.View.Range(MemberAttribute.Schema.Primary, memberId.Value, context.Program);
        if (!range.IsComplete)
        {
            context.View.Extend(range);
        }

        return [.. range.Records.Cast<MemberAttribute>()];
    }
}
