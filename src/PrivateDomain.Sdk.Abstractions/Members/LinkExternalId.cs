using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Members;

/// <summary>Links an external id to a registered member.</summary>
/// <param name="OperationId">The key of this write.</param>
/// <param name="MemberId">The member.</param>
/// <param name="ExternalId">The id to link.</param>
public sealed record LinkExternalId(OperationId OperationId, MemberId MemberId, ExternalId ExternalId)
{
    /// <summary>When it was linked; now when left out.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
