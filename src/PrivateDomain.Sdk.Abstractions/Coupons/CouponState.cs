namespace PrivateDomain.Sdk.Coupons;

/// <summary>Where a coupon stands, as it is booked.</summary>
public enum CouponState
{
    /// <summary>Its member may use it.</summary>
    Issued,

    /// <summary>It is held for an order, up to a moment.</summary>
    Reserved,

    /// <summary>An order has used it.</summary>
    Redeemed,

    /// <summary>Its time ran out. Final.</summary>
    Expired,

    /// <summary>It was taken back. Final.</summary>
    Revoked,
}
