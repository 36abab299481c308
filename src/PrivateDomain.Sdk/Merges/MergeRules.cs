using System.Globalization;
using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Merges;

/// <summary>The pure rules of merges.</summary>
internal static class MergeRules
{
    /// <summary>The most records that one merge moves.</summary>
    internal const int MaxRecords = 10_000;

    internal static Refusal SamePerson(MemberId from, MemberId into) =>
        new(MergeRefusals.SamePerson, $"'{from.Value}' and '{into.Value}' stand for one member already.");

    internal static Refusal AlreadyMerged(MemberId from, MemberId into) =>
        new(MergeRefusals.AlreadyMerged, $"'{from.Value}' was merged into '{into.Value}' before; merge that member, or undo that merge first.");

    internal static Refusal NotMerged(MemberId from) => new(MergeRefusals.NotMerged, $"'{from.Value}' is not merged into another member.");

    internal static Refusal Final(MemberMerge merge) => new(MergeRefusals.Final, string.Create(
        CultureInfo.InvariantCulture,
        $"The merge of '{merge.From.Value}' could be undone until {merge.UndoableUntil:O}; Members.MergeUndoWindow says for how long."));

    internal static Refusal NotLatest(MemberMerge merge) => new(
        MergeRefusals.NotLatest, $"'{merge.Into.Value}', into whom '{merge.From.Value}' was merged, was merged himself since; undo that merge first.");

    internal static Refusal TooLarge(int records) => new(MergeRefusals.TooLarge, string.Create(
        CultureInfo.InvariantCulture,
        $"{records} records would move and at most {MaxRecords} do in one commit; merge the member with the shorter history into the other."));
}
