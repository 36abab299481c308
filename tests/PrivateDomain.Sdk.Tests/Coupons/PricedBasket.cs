using FsCheck;
using FsCheck.Fluent;
using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Tests.Properties;

namespace PrivateDomain.Sdk.Tests.Coupons;

/// <summary>An order and the coupons that it could use.</summary>
internal sealed record PricedBasket(IReadOnlyList<OrderLine> Lines, IReadOnlyList<CouponCandidate> Coupons, int MaxCoupons)
{
    internal static readonly Currency Currency = "CNY";
    private static readonly DateTimeOffset s_now = new(2026, 11, 11, 0, 0, 0, TimeSpan.Zero);

    // Not the order of UTF-16: U+1F381 comes after U+FF5E by code point and before it by code unit.
    private static readonly string[] s_templates = ["a", "b", "c", "\uFF5E", "\U0001F381"];
    private static readonly string[] s_ids = ["1", "10", "2", "A", "a", "b", "\uE000", "\uFF5E", "\U0001F381", "\U0001F382"];

    /// <summary>Baskets of up to six lines and eight coupons with small numbers: full of ties, of coupons that leave nothing for others, and of free lines.</summary>
    internal static Gen<PricedBasket> Small { get; } = Of(Gen.Choose(0, 12).Select(static n => (long)n), Gen.Choose(1, 14).Select(static n => (long)n));

    /// <summary>The same with prices of shops.</summary>
    internal static Gen<PricedBasket> Usual { get; } = Of(Gen.Choose(1, 30_000).Select(static n => (long)n), Gen.Choose(1, 8_000).Select(static n => (long)n));

    /// <summary>The same with prices that together come near 64 bits.</summary>
    internal static Gen<PricedBasket> Huge { get; } = Of(Laws.AmountUpTo(long.MaxValue / 6), Laws.AmountUpTo(long.MaxValue));

    internal static Gen<PricedBasket> Any { get; } = Gen.OneOf(Small, Small, Usual, Huge);

    public override string ToString() => string.Join(
        Environment.NewLine,
        [
            $"at most {MaxCoupons}",
            .. Lines.Select(line => $"{line.Amount.MinorUnits} {line.Sku} {line.Category} {line.Brand}"),
            .. Coupons.Select(c => $"{c.CouponId}/{c.Template}/{c.Version} expires {c.ExpiresAt:O}: {CouponTermRules.Canonical(c.Terms)}"),
        ]);

    internal CouponQuote Best() => BestCoupons.Find(Coupons, Lines, Currency, MaxCoupons);

    internal static Money Cny(long minorUnits) => new(minorUnits, Currency);

    private static Gen<PricedBasket> Of(Gen<long> prices, Gen<long> amounts) =>
        from lines in Gen.ArrayOf(Line(prices), 6)
        from lineCount in Gen.Choose(1, 6)
        from terms in Gen.ArrayOf(Terms(amounts), 2 * s_templates.Length)
        from ids in Gen.Shuffle(s_ids)
        from picks in Gen.ArrayOf(Gen.Choose(0, terms.Length - 1), 8)
        from few in Gen.Choose(1, terms.Length)
        from expiries in Gen.ArrayOf(Gen.Elements<int?>(null, 1, 1, 2, 3), 8)
        from couponCount in Gen.Choose(0, 8)
        from max in Gen.Frequency((1, Gen.Choose(1, 3)), (1, Gen.Constant(8)))
        select new PricedBasket(
            lines[..lineCount],
            [
                .. Enumerable.Range(0, couponCount).Select(i => new CouponCandidate(
                    ids[i],
                    s_templates[picks[i] % few / 2],
                    (picks[i] % few % 2) + 1,
                    terms[picks[i] % few],
                    expiries[i] is { } days ? s_now.AddDays(days) : null)),
            ],
            max);

    private static Gen<OrderLine> Line(Gen<long> prices) =>
        from price in prices
        from sku in Gen.Elements("s1", "s2", "s3")
        from category in Gen.Elements<string?>("food", "toys", "clothes", null)
        from brand in Gen.Elements<string?>("x", "y", null)
        select new OrderLine(sku, 1, Cny(price)) { Product = $"p-{sku}", Category = category, Brand = brand };

    private static Gen<CouponTerms> Terms(Gen<long> amounts) =>
        from amount in amounts
        from share in Gen.OneOf(Gen.Choose(1, 10).Select(static n => n / 10m), Gen.Choose(1, 1_000_000_000).Select(static n => n / 1_000_000_000m))
        from kind in Gen.Choose(0, 2)
        from threshold in Gen.Frequency((3, Gen.Constant<long?>(null)), (1, amounts.Select(static n => (long?)n)))
        from scope in Scopes()
        from stacking in Gen.Frequency(
            (1, Gen.Constant(CouponStacking.Never)), (3, Gen.Constant(CouponStacking.WithOtherTemplates)), (3, Gen.Constant(CouponStacking.Always)))
        select new CouponTerms(kind switch
        {
            0 => CouponDiscount.AmountOff(Cny(amount)),
            1 => CouponDiscount.ShareOff(share),
            _ => CouponDiscount.ShareOff(share, Cny(amount)),
        })
        {
            Threshold = threshold is { } least ? Cny(least) : null,
            Scope = scope,
            Stacking = stacking,
        };

    private static Gen<CouponScope> Scopes()
    {
        Gen<IReadOnlyList<string>> Some(params string[] texts) => Gen.Frequency(
            (4, Gen.Constant<IReadOnlyList<string>>([])),
            (1, Gen.SubListOf<string>(texts).Select(IReadOnlyList<string> (list) => [.. list])));
        return Gen.Frequency(
            (1, Gen.Constant(CouponScope.Everything)),
            (2, from skus in Some("s1", "s2", "none")
                from products in Some("p-s2", "p-s3")
                from categories in Some("food", "toys", "Food")
                from brands in Some("x", "y")
                from noSkus in Some("s2")
                from noProducts in Some("p-s1")
                from noCategories in Some("food", "clothes")
                from noBrands in Some("y")
                select new CouponScope
                {
                    Skus = skus,
                    Products = products,
                    Categories = categories,
                    Brands = brands,
                    ExcludedSkus = noSkus,
                    ExcludedProducts = noProducts,
                    ExcludedCategories = noCategories,
                    ExcludedBrands = noBrands,
                }));
    }
}
