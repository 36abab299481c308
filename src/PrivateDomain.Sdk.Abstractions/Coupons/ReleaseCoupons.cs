using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Orders;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>Gives back whatever coupons are held for an order: it will not be paid.</summary>
/// <param name="OperationId">The key of this write.</param>
/// <param name="OrderId">The order.</param>
/// <param name="MemberId">Whose coupons.</param>
public sealed record ReleaseCoupons(OperationId OperationId, OrderId OrderId, MemberId MemberId)
{
    /// <summary>When; now when left out.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
