namespace PrivateDomain.Sdk.Coupons;

/// <summary>Answers about one coupon.</summary>
internal static class CouponReceipts
{
    internal static CouponReceipt Of(Coupon coupon) => new(coupon.CouponId, coupon.MemberId, coupon.Template, coupon.Version, coupon.State)
    {
        ValidFrom = coupon.ValidFrom,
        ExpiresAt = coupon.ExpiresAt,
    };
}
