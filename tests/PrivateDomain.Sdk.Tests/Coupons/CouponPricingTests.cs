using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Orders;
using static PrivateDomain.Sdk.Tests.Coupons.PricedBasket;

namespace PrivateDomain.Sdk.Tests.Coupons;

/// <summary>What named coupons take, and why one does not fit.</summary>
public sealed class CouponPricingTests
{
    private static readonly OrderLine[] s_lines = [Line(1_000, "food"), Line(500, "toys"), Line(333, "food")];

    [Fact]
    public void An_amount_is_taken_in_proportion_to_the_prices_by_largest_remainder()
    {
        CouponPrice price = Priced([Coupon("a", CouponDiscount.AmountOff(Cny(100)))]);

        // 54.56, 27.28 and 18.17 of 100: one unit is left over, and the first line has the largest remainder.
        Assert.Equal([55, 27, 18], price.DiscountByLine);
        Assert.Equal(100, price.Discount);
        Assert.Equal([new CouponUse("a-1", "a", 1, Cny(100))], price.Used);
    }

    [Fact]
    public void Equal_remainders_go_to_the_earlier_line() =>
        Assert.Equal([1, 1, 0], Priced([Coupon("a", CouponDiscount.AmountOff(Cny(2)))], Line(5), Line(5), Line(5)).DiscountByLine);

    [Theory]
    [InlineData("0.1", null, 1_005, 101)]
    [InlineData("0.1", null, 1_004, 100)]
    [InlineData("0.1", 50L, 1_005, 50)]
    [InlineData("1", null, 1_005, 1_005)]
    [InlineData("0.333333333", null, 3_000_000_000, 999_999_999)]
    public void A_share_is_rounded_half_up_and_capped(string share, long? cap, long price, long expected) => Assert.Equal(expected, Priced(
        [Coupon("a", CouponDiscount.ShareOff(decimal.Parse(share, System.Globalization.CultureInfo.InvariantCulture), cap is { } most ? Cny(most) : null))],
        Line(price)).Discount);

    [Fact]
    public void An_amount_takes_no_more_than_the_lines_in_scope_cost() => Assert.Equal(
        [1_000, 0, 333], Priced([Coupon("a", CouponDiscount.AmountOff(Cny(9_999))) with { Terms = Of("food", 9_999) }]).DiscountByLine);

    [Fact]
    public void Shares_apply_before_amounts_and_look_at_prices_before_any_coupon()
    {
        CouponPrice price = Priced([
            Stackable("a", CouponDiscount.AmountOff(Cny(1_500))),
            Stackable("z", CouponDiscount.ShareOff(0.5m))]);
        Assert.Equal(["z", "a"], price.Used.Select(use => use.Template));
        Assert.Equal([917, 916], price.Used.Select(use => use.Discount.MinorUnits));
        Assert.Equal([1_000, 500, 333], price.DiscountByLine);
    }

    [Fact]
    public void Coupons_of_a_kind_apply_by_template_version_and_id_by_code_point()
    {
        CouponCandidate[] coupons =
        [
            Stackable("\U0001F381", CouponDiscount.AmountOff(Cny(1))), Stackable("\uFF5E", CouponDiscount.AmountOff(Cny(1))),
            Always("a", "2", 1), Always("a", "10", 1), Always("a", "1", 2),
        ];
        Assert.Equal(
            [("a", 1L, "10"), ("a", 1L, "2"), ("a", 2L, "1"), ("\uFF5E", 1L, "\uFF5E-1"), ("\U0001F381", 1L, "\U0001F381-1")],
            Priced(coupons).Used.Select(use => (use.Template, use.Version, use.CouponId.Value)));
    }

    [Fact]
    public void A_threshold_counts_the_lines_in_scope_before_any_coupon()
    {
        CouponCandidate half = Stackable("half", CouponDiscount.ShareOff(0.5m));
        CouponCandidate food = Stackable("food", CouponDiscount.AmountOff(Cny(100)), "food");
        Assert.Equal(917 + 100, Priced([half, food with { Terms = food.Terms with { Threshold = Cny(1_333) } }]).Discount);
        Refusal refusal = Refused(CouponRefusals.BelowThreshold, [half, food with { Terms = food.Terms with { Threshold = Cny(1_334) } }]);
        Assert.Contains("'food-1' come to 1333 minor units, and its threshold is 1334", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_coupon_without_a_line_in_scope_is_refused() =>
        Assert.Contains("'a-1'", Refused(CouponRefusals.NotInScope, [Stackable("a", CouponDiscount.AmountOff(Cny(1)), "Food")]).Message, StringComparison.Ordinal);

    [Fact]
    public void A_coupon_that_would_take_nothing_is_refused()
    {
        Refused(CouponRefusals.NoEffect, [Coupon("a", CouponDiscount.ShareOff(0.000000001m))]);
        Refused(CouponRefusals.NoEffect, [Coupon("a", CouponDiscount.AmountOff(Cny(5)))], Line(0), Line(0));
        Assert.Contains("'b-1'", Refused(
            CouponRefusals.NoEffect,
            [Stackable("b", CouponDiscount.AmountOff(Cny(5))), Stackable("a", CouponDiscount.AmountOff(Cny(9_999)))]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_coupon_that_is_named_twice_is_refused()
    {
        CouponCandidate coupon = Always("a", "1", 1);
        Assert.Contains("'1'", Refused(CouponRefusals.NamedTwice, [coupon, Always("a", "2", 1), coupon with { }]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Terms_in_another_currency_than_the_order_are_refused()
    {
        Refused(CouponRefusals.CurrencyMismatch, [Coupon("a", CouponDiscount.AmountOff(new Money(1, "USD")))]);
        Refused(CouponRefusals.CurrencyMismatch, [Coupon("a", CouponDiscount.ShareOff(1, new Money(1, "USD")))]);
        CouponCandidate coupon = Coupon("a", CouponDiscount.ShareOff(1));
        Refused(CouponRefusals.CurrencyMismatch, [coupon with { Terms = coupon.Terms with { Threshold = new Money(1, "USD") } }]);
    }

    [Theory]
    [InlineData(CouponStacking.Never, CouponStacking.Never, false, false)]
    [InlineData(CouponStacking.Never, CouponStacking.Always, false, false)]
    [InlineData(CouponStacking.WithOtherTemplates, CouponStacking.WithOtherTemplates, true, false)]
    [InlineData(CouponStacking.WithOtherTemplates, CouponStacking.Always, true, false)]
    [InlineData(CouponStacking.Always, CouponStacking.Always, true, true)]
    public void Both_coupons_of_a_pair_must_allow_it(CouponStacking one, CouponStacking other, bool beside, bool besideItsOwn)
    {
        Assert.Equal(beside, Fit("b"));
        Assert.Equal(besideItsOwn, Fit("a"));

        bool Fit(string template)
        {
            (CouponPrice? price, Refusal? refusal) = CouponPricing.Price(
                [Always("a", "1", 1) with { Terms = Stacked(one) }, Always(template, "2", 2) with { Terms = Stacked(other) }], s_lines, PricedBasket.Currency);
            Assert.Equal(price is null ? CouponRefusals.NotStackable : null, refusal?.Code);
            return price is not null;
        }

        static CouponTerms Stacked(CouponStacking stacking) => new(CouponDiscount.AmountOff(Cny(1))) { Stacking = stacking };
    }

    [Fact]
    public void A_line_is_in_scope_when_something_includes_it_and_nothing_excludes_it()
    {
        OrderLine line = new("s", 1, Cny(10)) { Product = "p", Category = "c", Brand = "b" };
        OrderLine bare = new("s", 1, Cny(10));
        Assert.Equal([10, 10], Off(CouponScope.Everything));
        Assert.Equal([10, 10], Off(new CouponScope { Skus = ["x", "s"] }));
        Assert.Equal([10, 0], Off(new CouponScope { Products = ["p"] }));
        Assert.Equal([10, 0], Off(new CouponScope { Categories = ["c"] }));
        Assert.Equal([10, 0], Off(new CouponScope { Brands = ["b"] }));
        Assert.Equal([10, 0], Off(new CouponScope { Skus = ["x"], Brands = ["b"] }));
        Assert.Equal([0, 10], Off(new CouponScope { ExcludedProducts = ["p"] }));
        Assert.Equal([0, 10], Off(new CouponScope { Skus = ["s"], ExcludedBrands = ["b"] }));
        Assert.Equal([0, 10], Off(new CouponScope { ExcludedCategories = ["c"] }));
        foreach (CouponScope none in (CouponScope[])[
            new() { ExcludedSkus = ["s"] }, new() { Skus = ["S"] }, new() { Skus = ["s "] }, new() { Products = ["s"] }, new() { Brands = ["b"], ExcludedSkus = ["s"] }])
        {
            Refused(CouponRefusals.NotInScope, [Always("a", "1", 1) with { Terms = new CouponTerms(CouponDiscount.ShareOff(1)) { Scope = none } }], line, bare);
        }

        long[] Off(CouponScope scope) =>
            Priced([Always("a", "1", 1) with { Terms = new CouponTerms(CouponDiscount.ShareOff(1)) { Scope = scope } }], line, bare).DiscountByLine;
    }

    [Fact]
    public void Long_lists_find_the_lines_that_a_look_at_each_pair_finds()
    {
        OrderLine[] lines = [.. Enumerable.Range(0, 300).Select(static i => new OrderLine(Label(i), 1, Cny(10)) { Product = Label(i % 7), Category = i % 5 == 0 ? null : Label(i % 5) })];
        CouponScope scope = new()
        {
            Skus = [.. Enumerable.Range(0, 500).Select(static i => Label(3 * i))],
            Categories = [Label(2), "", "\u3042"],
            ExcludedProducts = [Label(4)],
            ExcludedSkus = [.. Enumerable.Range(0, 500).Select(static i => Label(11 * i))],
        };
        long[] off = Priced([Always("a", "1", 1) with { Terms = new CouponTerms(CouponDiscount.ShareOff(1)) { Scope = scope } }], lines).DiscountByLine;
        Assert.Equal(lines.Select(line => NaiveCoupons.IsInScope(scope, line) ? 10L : 0), off);
        Assert.InRange(off.Count(static amount => amount > 0), 50, 250);

        // Of all lengths around four, and many with the same ends.
        static string Label(int i) => (i % 4) switch
        {
            0 => new string('a', (i % 9) + 1) + i,
            1 => $"same-{i}-ends",
            2 => $"{i % 10}",
            _ => $"\U0001F381{i}",
        };
    }

    [Fact]
    public void No_coupons_take_nothing()
    {
        CouponPrice price = Priced([]);
        Assert.Empty(price.Used);
        Assert.Equal(0, price.Discount);
        Assert.Equal([0, 0, 0], price.DiscountByLine);
    }

    [Fact]
    public void Prices_up_to_64_bits_are_exact_and_more_is_an_error()
    {
        CouponCandidate[] all = [Stackable("a", CouponDiscount.ShareOff(0.999999999m)), Stackable("b", CouponDiscount.AmountOff(Cny(long.MaxValue)))];
        CouponPrice price = Priced(all, Line(long.MaxValue - 1), Line(1));
        Assert.Equal(long.MaxValue, price.Discount);
        Assert.Equal([long.MaxValue - 1, 1], price.DiscountByLine);
        Assert.Equal(9_223_372_027_631_403_770, price.Used[0].Discount.MinorUnits);
        Assert.Throws<OverflowException>(() => CouponPricing.Price(all, [Line(long.MaxValue), Line(1)], PricedBasket.Currency));
        Assert.Throws<OverflowException>(() => BestCoupons.Find(all, [Line(long.MaxValue), Line(1)], PricedBasket.Currency, 2));
    }

    internal static OrderLine Line(long amount, string? category = null) => new("sku", 1, Cny(amount)) { Category = category };

    internal static CouponCandidate Coupon(string template, CouponDiscount discount) => new($"{template}-1", template, 1, new CouponTerms(discount), null);

    internal static CouponCandidate Stackable(string template, CouponDiscount discount, string? category = null) =>
        new($"{template}-1", template, 1, new CouponTerms(discount) { Stacking = CouponStacking.WithOtherTemplates, Scope = ScopeOf(category) }, null);

    internal static CouponCandidate Always(string template, string id, long version) =>
        new(id, template, version, new CouponTerms(CouponDiscount.AmountOff(Cny(10))) { Stacking = CouponStacking.Always }, null);

    private static CouponScope ScopeOf(string? category) => category is null ? CouponScope.Everything : new CouponScope { Categories = [category] };

    private static CouponTerms Of(string category, long amount) => new(CouponDiscount.AmountOff(Cny(amount))) { Scope = ScopeOf(category) };

    private static CouponPrice Priced(CouponCandidate[] coupons, params OrderLine[] lines)
    {
        (CouponPrice? price, Refusal? refusal) = CouponPricing.Price(coupons, lines.Length == 0 ? s_lines : lines, PricedBasket.Currency);
        Assert.Null(refusal);
        return price!;
    }

    private static Refusal Refused(string code, CouponCandidate[] coupons, params OrderLine[] lines)
    {
        (CouponPrice? price, Refusal? refusal) = CouponPricing.Price(coupons, lines.Length == 0 ? s_lines : lines, PricedBasket.Currency);
        Assert.Null(price);
        Assert.Equal(code, refusal?.Code);
        return refusal!;
    }
}
