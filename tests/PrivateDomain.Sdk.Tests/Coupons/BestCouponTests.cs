using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Orders;
using static PrivateDomain.Sdk.Tests.Coupons.PricedBasket;
using static PrivateDomain.Sdk.Tests.Coupons.CouponPricingTests;

namespace PrivateDomain.Sdk.Tests.Coupons;

/// <summary>Which set is the best, and why the other coupons are not in it.</summary>
public sealed class BestCouponTests
{
    private static readonly DateTimeOffset s_day = new(2026, 11, 11, 0, 0, 0, TimeSpan.Zero);
    private static readonly OrderLine[] s_lines = [Line(1_000, "food"), Line(500, "toys")];

    [Fact]
    public void Coupons_together_give_way_to_one_alone_that_takes_more()
    {
        CouponCandidate alone = Coupon("alone", CouponDiscount.AmountOff(Cny(301)));
        CouponCandidate[] stacked = [Stackable("a", CouponDiscount.AmountOff(Cny(200))), Stackable("b", CouponDiscount.AmountOff(Cny(100)))];
        CouponQuote quote = Best([alone, .. stacked]);
        Assert.Equal(["alone-1"], Used(quote));
        Assert.Equal([CouponRefusals.NotStackable, CouponRefusals.NotStackable], quote.Unused.Select(miss => miss.Reason.Code));
        Assert.Equal(["a-1", "b-1"], Used(Best([Coupon("alone", CouponDiscount.AmountOff(Cny(299))), .. stacked])));

        // As much with fewer coupons is better.
        Assert.Equal(["alone-1"], Used(Best([Coupon("alone", CouponDiscount.AmountOff(Cny(300))), .. stacked])));
    }

    [Fact]
    public void Of_sets_that_take_as_much_the_one_that_expires_first_is_used_then_the_first_id()
    {
        Assert.Equal(["c"], Used(Best([Ten("a", null), Ten("b", 3), Ten("c", 2), Ten("d", 2)], maxCoupons: 1)));
        Assert.Equal(["b", "c", "d"], Used(Best([Ten("a", null), Ten("b", 3), Ten("c", 2), Ten("d", 2)], maxCoupons: 3)));
        Assert.Equal(["A", "\uE000"], Used(Best([Ten("\U0001F381", null), Ten("\uE000", null), Ten("A", null)], maxCoupons: 2)));

        static CouponCandidate Ten(string id, int? days) => Always("ten", id, 1) with { ExpiresAt = days is { } day ? s_day.AddDays(day) : null };
    }

    [Fact]
    public void The_greatest_first_is_not_always_the_best()
    {
        // Alone, the two for toys take most; together they take no more than the toys cost.
        CouponCandidate[] coupons =
        [
            Stackable("a", CouponDiscount.ShareOff(0.5m), "toys"),
            Stackable("b", CouponDiscount.AmountOff(Cny(400)), "toys"),
            Stackable("c", CouponDiscount.AmountOff(Cny(240)), "food"),
        ];
        CouponQuote quote = Best(coupons, maxCoupons: 2);
        Assert.Equal(["b-1", "c-1"], Used(quote));
        Assert.Equal(640, quote.Discount.MinorUnits);
        Assert.Equal([240, 400], quote.DiscountByLine.Select(off => off.MinorUnits));
        Assert.Equal((CouponRefusals.NotBest, "a-1"), (quote.Unused[0].Reason.Code, quote.Unused[0].CouponId.Value));
    }

    [Fact]
    public void Every_coupon_that_is_not_used_says_why()
    {
        CouponCandidate twice = Always("twice", "t", 1);
        CouponQuote quote = Best(
            [
                Stackable("used", CouponDiscount.AmountOff(Cny(100))),
                Coupon("alone", CouponDiscount.AmountOff(Cny(100))),
                Stackable("less", CouponDiscount.AmountOff(Cny(1))),
                Stackable("pets", CouponDiscount.AmountOff(Cny(100)), "pets"),
                Stackable("tiny", CouponDiscount.ShareOff(0.000000001m)),
                Stackable("usd", CouponDiscount.AmountOff(new Money(100, "USD"))),
                WithThreshold(Stackable("far", CouponDiscount.AmountOff(Cny(50))), 1_501),
                twice,
                twice with { },
            ],
            maxCoupons: 2);
        Assert.Equal(["t", "used-1"], Used(quote));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["alone"] = CouponRefusals.NotStackable,
                ["less"] = CouponRefusals.NotBest,
                ["pets"] = CouponRefusals.NotInScope,
                ["tiny"] = CouponRefusals.NoEffect,
                ["usd"] = CouponRefusals.CurrencyMismatch,
                ["far"] = CouponRefusals.BelowThreshold,
                ["twice"] = CouponRefusals.NamedTwice,
            },
            quote.Unused.ToDictionary(miss => miss.Template, miss => miss.Reason.Code));
        Assert.Contains("come to 1500 minor units, and the threshold is 1501", quote.Unused.Single(miss => miss.Template == "far").Reason.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_to_choose_from_is_nothing_off()
    {
        CouponQuote none = Best([]);
        Assert.Equal((0, 0, 0L, true), (none.Used.Count, none.Unused.Count, none.Discount.MinorUnits, none.IsBest));
        Assert.Equal([Cny(0), Cny(0)], none.DiscountByLine);
        Assert.Equal([CouponRefusals.NotBest], Best([Always("a", "1", 1)], maxCoupons: 0).Unused.Select(miss => miss.Reason.Code));
        Assert.Equal([CouponRefusals.NoEffect], BestCoupons.Find([Always("a", "1", 1)], [Line(0)], PricedBasket.Currency, 5).Unused.Select(miss => miss.Reason.Code));
    }

    [Fact]
    public void A_search_that_would_take_too_long_ends_and_says_so()
    {
        // Sixty different amounts on lines that they overlap in different ways, and every set of them takes nearly all.
        OrderLine[] lines = [.. Enumerable.Range(0, 40).Select(i => Line(1_000 + (i * 37 % 101), $"c{i % 8}"))];
        CouponCandidate[] coupons =
        [
            .. Enumerable.Range(0, 60).Select(static i => new CouponCandidate(
                $"coupon-{i}",
                $"t{i}",
                1,
                new CouponTerms(CouponDiscount.AmountOff(Cny(2_500 + (i * 61 % 997))))
                {
                    Scope = new CouponScope { Categories = [$"c{i % 8}", $"c{i * 3 % 7}"] },
                    Stacking = CouponStacking.WithOtherTemplates,
                },
                null)),
        ];
        CouponQuote quote = BestCoupons.Find(coupons, lines, PricedBasket.Currency, 16);
        Assert.False(quote.IsBest);
        Assert.Equal(quote.Discount.MinorUnits, quote.Used.Sum(use => use.Discount.MinorUnits));
        Assert.Equal(quote.Discount.MinorUnits, quote.DiscountByLine.Sum(off => off.MinorUnits));
        (CouponPrice? price, _) = CouponPricing.Price([.. coupons.Where(c => quote.Used.Any(use => use.CouponId == c.CouponId))], lines, PricedBasket.Currency);
        Assert.Equal(quote.Used, price!.Used);

        // Not worse than the coupons one after the other, greatest first.
        Assert.True(quote.Discount.MinorUnits >= 30_000, $"{quote.Discount}");
    }

    [Fact]
    public void A_thousand_lines_and_coupons_are_priced()
    {
        OrderLine[] lines = [.. Enumerable.Range(0, 1_000).Select(i => Line(1_000_000 + i, $"c{i % 50}"))];
        CouponCandidate[] coupons = [.. Enumerable.Range(0, 300).Select(i => Stackable($"t{i:D3}", CouponDiscount.AmountOff(Cny(1_000 + i)), $"c{i % 60}"))];
        CouponQuote quote = BestCoupons.Find(coupons, lines, PricedBasket.Currency, 20);
        Assert.True(quote.IsBest);
        Assert.Equal(20, quote.Used.Count);
        Assert.Equal(Enumerable.Range(0, 300).Where(i => i % 60 < 50).TakeLast(20).Sum(i => 1_000 + i), quote.Discount.MinorUnits);
    }

    [Fact]
    public void Only_what_is_returned_is_allocated()
    {
        CouponCandidate[] coupons =
        [
            Stackable("a", CouponDiscount.ShareOff(0.9m), "toys"), Stackable("b", CouponDiscount.AmountOff(Cny(400)), "toys"),
            Always("c", "1", 1), Always("c", "2", 1), Always("c", "3", 1), Coupon("d", CouponDiscount.ShareOff(0.2m)), Stackable("e", CouponDiscount.ShareOff(0.2m), "pets"),
            WithThreshold(Coupon("f", CouponDiscount.ShareOff(1)), 1_501),
        ];
        for (int i = 0; i < 100; i++)
        {
            Best(coupons);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        CouponQuote quote = Best(coupons);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        before = GC.GetAllocatedBytesForCurrentThread();
        CouponUse[] used = new CouponUse[quote.Used.Count];
        for (int i = 0; i < used.Length; i++)
        {
            used[i] = quote.Used[i] with { };
        }

        CouponMiss[] unused = new CouponMiss[quote.Unused.Count];
        for (int i = 0; i < unused.Length; i++)
        {
            CouponMiss miss = quote.Unused[i];
            unused[i] = miss.Reason.Code == CouponRefusals.BelowThreshold
                ? miss with { Reason = miss.Reason with { Message = new string(miss.Reason.Message.AsSpan()) } }
                : miss with { };
        }

        CouponQuote copy = quote with { Used = used, Unused = unused, DiscountByLine = new Money[quote.DiscountByLine.Count] };
        Assert.Equal(GC.GetAllocatedBytesForCurrentThread() - before, allocated);
        Assert.Equal(quote.Discount, copy.Discount);
    }

    private static CouponQuote Best(CouponCandidate[] coupons, int maxCoupons = 5) => BestCoupons.Find(coupons, s_lines, PricedBasket.Currency, maxCoupons);

    private static CouponCandidate WithThreshold(CouponCandidate coupon, long threshold) => coupon with { Terms = coupon.Terms with { Threshold = Cny(threshold) } };

    private static IEnumerable<string> Used(CouponQuote quote) => quote.Used.Select(use => use.CouponId.Value).Order(StringComparer.Ordinal);
}
