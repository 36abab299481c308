using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Merges;

/// <summary>The answer to a merge or to its undoing.</summary>
/// <param name="From">Who was merged, or is his own again.</param>
/// <param name="Into">Who is left, or was parted from.</param>
/// <param name="At">When.</param>
/// <param name="Points">How many points moved, or moved back.</param>
/// <param name="Debt">How many points of debt moved, or moved back.</param>
/// <param name="Purchases">How many purchases moved, or moved back; 0 where metrics are not kept.</param>
/// <param name="Tags">How many tags moved, or moved back.</param>
/// <param name="Referrer">Who is the survivor's referrer now; <see langword="null"/> for nobody.</param>
/// <param name="UndoableUntil">Until when the merge may be undone; <see langword="null"/> for an undoing.</param>
public sealed record MergeReceipt(
    MemberId From, MemberId Into, DateTimeOffset At, long Points, long Debt, int Purchases, int Tags, MemberId? Referrer, DateTimeOffset? UndoableUntil)
{
    /// <summary>How many coupons moved, or moved back.</summary>
    public int Coupons { get; init; }
}
