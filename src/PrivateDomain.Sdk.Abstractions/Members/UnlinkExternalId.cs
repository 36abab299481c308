using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Members;

/// <summary>Takes an external id away from the member it is linked to: from then on another member may have it.</summary>
/// <param name="OperationId">The key of this write.</param>
/// <param name="MemberId">The member.</param>
/// <param name="ExternalId">The id to unlink.</param>
public sealed record UnlinkExternalId(OperationId OperationId, MemberId MemberId, ExternalId ExternalId)
{
    /// <summary>When it was unlinked; now when left out.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
