namespace PrivateDomain.Sdk.Coupons;

/// <summary>What the coupons of an order take off it.</summary>
/// <param name="Used">Coupon by coupon, in the order in which they apply.</param>
/// <param name="Discount">In all, in minor units.</param>
/// <param name="DiscountByLine">Off each line, place by place, in minor units.</param>
internal sealed record CouponPrice(IReadOnlyList<CouponUse> Used, long Discount, long[] DiscountByLine);
