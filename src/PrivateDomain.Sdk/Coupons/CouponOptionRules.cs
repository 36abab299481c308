namespace PrivateDomain.Sdk.Coupons;

/// <summary>What settings of coupons must be like.</summary>
internal static class CouponOptionRules
{
    internal static IEnumerable<string> ProblemsOf(CouponOptions coupons)
    {
        if (coupons.MaxPerOrder is < 1 or > CouponOptions.LargestMaxPerOrder)
        {
            yield return $"Coupons.MaxPerOrder is {coupons.MaxPerOrder}; use 1 to {CouponOptions.LargestMaxPerOrder}.";
        }

        if (coupons.MaxLivePerMember is < 1 or > CouponOptions.LargestMaxLivePerMember)
        {
            yield return $"Coupons.MaxLivePerMember is {coupons.MaxLivePerMember}; use 1 to {CouponOptions.LargestMaxLivePerMember}.";
        }

        if (coupons.LongestHold <= TimeSpan.Zero || coupons.LongestHold > CouponOptions.LargestLongestHold)
        {
            yield return $"Coupons.LongestHold is {coupons.LongestHold}; use more than zero, up to {CouponOptions.LargestLongestHold.Days} days.";
        }
    }
}
