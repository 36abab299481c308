using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Privacy;

/// <summary>Has a member forgotten.</summary>
/// <param name="OperationId">The key of this write.</param>
/// <param name="MemberId">Who; an id that was merged stands for the one that it was merged into.</param>
public sealed record EraseMember(OperationId OperationId, MemberId MemberId)
{
    /// <summary>When; now when left out.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
