namespace PrivateDomain.Sdk.Coupons;

/// <summary>What a sweep over coupons has booked.</summary>
/// <param name="Expired">Coupons whose time was over.</param>
/// <param name="Released">Coupons that were no longer held.</param>
public sealed record CouponSweep(long Expired, long Released);
