namespace PrivateDomain.Sdk.Coupons;

/// <summary>A coupon that an order could use: it is its member's, valid, and not reserved for another order.</summary>
/// <param name="CouponId">The coupon.</param>
/// <param name="Template">Its template.</param>
/// <param name="Version">The version of the template that it was issued with.</param>
/// <param name="Terms">The terms of that version; they passed <see cref="CouponTermRules.Refuse"/>.</param>
/// <param name="ExpiresAt">When it expires; <see langword="null"/> for never.</param>
internal sealed record CouponCandidate(CouponId CouponId, string Template, long Version, CouponTerms Terms, DateTimeOffset? ExpiresAt);
