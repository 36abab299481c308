using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>Defines a coupon template, or its next version, for coupons issued from then on.</summary>
/// <param name="OperationId">The key of this write.</param>
/// <param name="Template">The template's name: an id text.</param>
/// <param name="Terms">What a coupon takes off, of what, and when.</param>
public sealed record DefineCouponTemplate(OperationId OperationId, string Template, CouponTerms Terms)
{
    /// <summary>How many coupons there may be in all, from 0; <see langword="null"/> (the default) for as many as are asked for.</summary>
    public long? Stock { get; init; }

    /// <summary>How many of them one member may ever get, from 1, which is the default.</summary>
    public long PerMember { get; init; } = 1;

    /// <summary>From when coupons are issued; at once when left out.</summary>
    public DateTimeOffset? IssuedFrom { get; init; }

    /// <summary>From when they are no longer issued; never when left out. To end a template, name the present.</summary>
    public DateTimeOffset? IssuedUntil { get; init; }

    /// <summary>Whether a coupon that expires or is revoked gives its piece back to the stock; it does not by default.</summary>
    public bool Restocks { get; init; }

    /// <summary>Whether the member gets the coupon back when its order is refunded whole; he does by default.</summary>
    public bool Returns { get; init; } = true;

    /// <summary>Which person or system decided it: an id text; may be left out.</summary>
    public string? Actor { get; init; }

    /// <summary>When; now when left out.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
