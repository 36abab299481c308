namespace PrivateDomain.Sdk.Coupons;

/// <summary>What the coupons of a template do, and when they are valid.</summary>
/// <param name="Discount">What they take off.</param>
/// <remarks>An immutable value, kept with each version of a template. A coupon keeps the terms of the version that it was issued with.</remarks>
public sealed record CouponTerms(CouponDiscount Discount)
{
    /// <summary>What the prices of the lines in scope must come to at least, before any coupon, from 1 minor unit (门槛); <see langword="null"/> for no threshold.</summary>
    public Money? Threshold { get; init; }

    /// <summary>The lines that they are for; all by default.</summary>
    public CouponScope Scope { get; init; } = CouponScope.Everything;

    /// <summary>Which other coupons they may stand beside in one order; none by default.</summary>
    public CouponStacking Stacking { get; init; }

    /// <summary>From when on they are valid; <see langword="null"/> from when they are issued.</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>Until when they are valid, itself excluded; <see langword="null"/> without such an end.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>
    /// How long a coupon is valid from when it was issued, above zero to 36,525 days (100 years); <see langword="null"/> without such an end. Where
    /// <see cref="ValidUntil"/> is given too, the earlier end counts.
    /// </summary>
    public TimeSpan? ValidFor { get; init; }
}
