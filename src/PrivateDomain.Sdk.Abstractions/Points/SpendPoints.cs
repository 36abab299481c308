using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Points;

/// <summary>Spends a member's points, earliest expiry first.</summary>
/// <param name="OperationId">The key of this write.</param>
/// <param name="MemberId">Whose.</param>
/// <param name="Points">How many, from 1 to the configured limit.</param>
public sealed record SpendPoints(OperationId OperationId, MemberId MemberId, long Points)
{
    /// <summary>What for, for the statement; at most 256 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>When; now when left out.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
