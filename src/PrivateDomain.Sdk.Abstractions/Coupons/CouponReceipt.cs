using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>The answer to a write about one coupon: what it is afterwards.</summary>
/// <param name="CouponId">The coupon.</param>
/// <param name="MemberId">Whose.</param>
/// <param name="Template">The template's name.</param>
/// <param name="Version">The version of the template that it was issued under.</param>
/// <param name="State">Where it stands.</param>
public sealed record CouponReceipt(CouponId CouponId, MemberId MemberId, string Template, long Version, CouponState State)
{
    /// <summary>From when it may be used; <see langword="null"/> for at once.</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>From when it may no longer be used; <see langword="null"/> for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
