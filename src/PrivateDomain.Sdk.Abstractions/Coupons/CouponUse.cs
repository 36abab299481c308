namespace PrivateDomain.Sdk.Coupons;

/// <summary>A coupon that takes something off an order.</summary>
/// <param name="CouponId">The coupon.</param>
/// <param name="Template">Its template.</param>
/// <param name="Version">The version of the template that it was issued with, from 1.</param>
/// <param name="Discount">What it takes, above zero.</param>
public sealed record CouponUse(CouponId CouponId, string Template, long Version, Money Discount);
