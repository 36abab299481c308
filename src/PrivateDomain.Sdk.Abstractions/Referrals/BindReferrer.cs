using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Referrals;

/// <summary>Binds a member to the member who brought him.</summary>
/// <param name="OperationId">The key of this write.</param>
/// <param name="MemberId">Who was brought.</param>
/// <param name="Referrer">Who brought him.</param>
public sealed record BindReferrer(OperationId OperationId, MemberId MemberId, MemberId Referrer)
{
    /// <summary>When that was decided; now when left out.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
