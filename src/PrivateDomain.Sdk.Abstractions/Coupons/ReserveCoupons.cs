using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Orders;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>Holds coupons for an order while it is being paid: all of them, or none.</summary>
/// <param name="OperationId">The key of this write.</param>
/// <param name="OrderId">The order that will use them; no other can meanwhile.</param>
/// <param name="MemberId">Whose.</param>
/// <param name="Coupons">Which, each once.</param>
/// <param name="Until">From when they are free again; at most <c>Coupons.LongestHold</c> from now.</param>
public sealed record ReserveCoupons(
    OperationId OperationId, OrderId OrderId, MemberId MemberId, IReadOnlyList<CouponId> Coupons, DateTimeOffset Until)
{
    /// <summary>When; now when left out.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
