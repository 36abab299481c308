namespace PrivateDomain.Sdk.Coupons;

/// <summary>A coupon that takes nothing off an order.</summary>
/// <param name="CouponId">The coupon.</param>
/// <param name="Template">Its template.</param>
/// <param name="Reason">Why not, with a code of <see cref="CouponRefusals"/>.</param>
public sealed record CouponMiss(CouponId CouponId, string Template, Refusal Reason);
