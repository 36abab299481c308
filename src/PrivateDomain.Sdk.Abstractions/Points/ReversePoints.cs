using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Points;

/// <summary>Takes back a grant or a part of it.</summary>
/// <param name="OperationId">The key of this write.</param>
/// <param name="MemberId">Whose.</param>
/// <param name="Lot">The lot that the grant opened: <see cref="GrantReceipt.Lot"/>.</param>
/// <param name="Points">How many; all reversals of a grant together never exceed it.</param>
/// <remarks>
/// Taken first from that lot; what of it has expired counts as settled; then from the member's other lots, latest expiry first;
/// what is left becomes debt, repaid first by later grants.
/// </remarks>
public sealed record ReversePoints(OperationId OperationId, MemberId MemberId, long Lot, long Points)
{
    /// <summary>Why, for the statement; at most 256 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>When; now when left out.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
