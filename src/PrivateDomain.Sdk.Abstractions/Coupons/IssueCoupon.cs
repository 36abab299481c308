using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>Gives a member a coupon. The coupon's id is the key: the same one again returns the first answer.</summary>
/// <param name="CouponId">The coupon: an id of the shop's, such as of the click or the campaign's mailing that it comes from.</param>
/// <param name="Template">The template's name.</param>
/// <param name="MemberId">To whom.</param>
public sealed record IssueCoupon(CouponId CouponId, string Template, MemberId MemberId)
{
    /// <summary>Which person or system: an id text; may be left out.</summary>
    public string? Actor { get; init; }

    /// <summary>Why, for the history; at most 256 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>When; now when left out.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
