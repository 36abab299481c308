using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Members;

/// <summary>What becomes of attributes when members are merged, parted or erased. Pure. The merged member's stay as they were, for the way back.</summary>
internal static class AttributeMerging
{
    /// <summary>Gives the survivor what he lacks, and names it.</summary>
    internal static List<string> Merge(in DecisionContext context, MemberId from, MemberId into, Changes changes)
    {
        HashSet<string> known = All(context, into).Select(static attribute => attribute.Name).ToHashSet(StringComparer.Ordinal);
        var given = new List<string>();
        foreach (MemberAttribute attribute in All(context, from))
        {
            if (!known.Contains(attribute.Name))
            {
                changes.Put(attribute with { MemberId = into, Revision = 0 });
                given.Add(attribute.Name);
            }
        }

        return given;
    }

    /// <summary>Takes from the survivor what he has of the other and nobody has changed since.</summary>
    internal static void Undo(in DecisionContext context, MemberId from, MemberId into, IReadOnlyList<string> given, Changes changes)
    {
        Dictionary<string, MemberAttribute> before = All(context, from).ToDictionary(static attribute => attribute.Name, StringComparer.Ordinal);
        foreach (MemberAttribute attribute in All(context, into))
        {
            if (given.Contains(attribute.Name) && before.TryGetValue(attribute.Name, out MemberAttribute? his) && his.SetAt == attribute.SetAt && his.Actor == attribute.Actor && his.IsSame(attribute))
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

    private static List<MemberAttribute> All(in DecisionContext context, MemberId memberId) =>
        new Overlay(context.View, new Changes()).Range<MemberAttribute>(MemberAttribute.Schema.Primary, memberId.Value, context.Program);
}
