using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Points;

/// <summary>Grants points to a member.</summary>
/// <param name="OperationId">The key of this write.</param>
/// <param name="MemberId">To whom.</param>
/// <param name="Points">How many, from 1 to the configured limit.</param>
public sealed record GrantPoints(OperationId OperationId, MemberId MemberId, long Points)
{
    /// <summary>From when they may be spent; after the configured pending time when left out.</summary>
    public DateTimeOffset? AvailableAt { get; init; }

    /// <summary>From when they may no longer be spent; after the configured lifetime when left out.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Why, for the statement; at most 256 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>When; now when left out.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
