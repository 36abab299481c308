namespace PrivateDomain.Sdk.Coupons;

/// <summary>What coupons would take off an order.</summary>
/// <param name="Used">The coupons that take something, in the order in which they apply.</param>
/// <param name="Unused">The others, each with the reason.</param>
/// <param name="Discount">What they take in all; the sum over <paramref name="Used"/>, and over <paramref name="DiscountByLine"/>.</param>
/// <param name="DiscountByLine">What is taken off each line, place by place; from zero to the line's price.</param>
/// <param name="IsBest">
/// Whether no other set takes more. <see langword="false"/> only where the search for it was ended by its bound: there may be a better one. Where coupons were named, those were asked about and no others.
/// </param>
public sealed record CouponQuote(
    IReadOnlyList<CouponUse> Used,
    IReadOnlyList<CouponMiss> Unused,
    Money Discount,
    IReadOnlyList<Money> DiscountByLine,
    bool IsBest);
