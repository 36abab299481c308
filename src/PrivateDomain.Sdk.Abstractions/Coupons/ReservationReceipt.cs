using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>The answer to holding coupons for an order, or giving them back.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="MemberId">Whose coupons.</param>
/// <param name="Coupons">Which were held, or given back.</param>
/// <param name="Until">From when they are free again; <see langword="null"/> where they were given back.</param>
public sealed record ReservationReceipt(OrderId OrderId, MemberId MemberId, IReadOnlyList<CouponId> Coupons, DateTimeOffset? Until);
