namespace PrivateDomain.Sdk.Coupons;

/// <summary>Whether a coupon takes something off an order where it is the only one.</summary>
internal enum CouponFit
{
    /// <summary>It does.</summary>
    Fits,

    /// <summary>No line is in its scope.</summary>
    NotInScope,

    /// <summary>The lines in its scope come to less than its threshold.</summary>
    BelowThreshold,

    /// <summary>It would take nothing.</summary>
    NoEffect,

    /// <summary>Its terms are in another currency: the program's was changed since.</summary>
    OtherCurrency,

    /// <summary>It is there already.</summary>
    NamedTwice,
}
