using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Tests.Properties;

namespace PrivateDomain.Sdk.Tests.Coupons;

/// <summary>The laws of pricing and of the best set, over random orders and coupons.</summary>
public sealed class CouponProperties
{
    [Fact]
    public void The_best_set_is_the_best_of_all_sets() => Laws.Hold(PricedBasket.Any, 4_000, static basket =>
    {
        CouponQuote quote = basket.Best();
        List<CouponCandidate> best = NaiveCoupons.Best(basket.Coupons, basket.Lines, basket.MaxCoupons);
        Assert.True(quote.IsBest);
        Assert.Equal(best.Select(c => c.CouponId.Value).Order(StringComparer.Ordinal), quote.Used.Select(use => use.CouponId.Value).Order(StringComparer.Ordinal));
        if (best.Count == 0)
        {
            Assert.Equal((0, basket.Lines.Count), (quote.Discount.MinorUnits, quote.DiscountByLine.Count(off => off.MinorUnits == 0)));
            return;
        }

        (Dictionary<CouponId, BigInteger> byCoupon, BigInteger[] byLine) = NaiveCoupons.Price(best, basket.Lines)!.Value;
        Assert.All(quote.Used, use => Assert.Equal(byCoupon[use.CouponId], use.Discount.MinorUnits));
        Assert.Equal(byLine, quote.DiscountByLine.Select(off => (BigInteger)off.MinorUnits));
    });

    [Fact]
    public void Discounts_add_up_by_coupon_and_by_line_and_no_line_costs_less_than_nothing() => Laws.Hold(PricedBasket.Any, 2_000, static basket =>
    {
        CouponQuote quote = basket.Best();
        Assert.Equal(quote.Discount.MinorUnits, NaiveCoupons.Sum(quote.Used.Select(use => (BigInteger)use.Discount.MinorUnits)));
        Assert.Equal(quote.Discount.MinorUnits, NaiveCoupons.Sum(quote.DiscountByLine.Select(off => (BigInteger)off.MinorUnits)));
        Assert.All(quote.DiscountByLine.Zip(basket.Lines), pair => Assert.InRange(pair.First.MinorUnits, 0, pair.Second.Amount.MinorUnits));
        Assert.All(quote.Used, static use => Assert.True(use.Discount.MinorUnits > 0));
        Assert.Equal(basket.Lines.Count, quote.DiscountByLine.Count);
    });

    [Fact]
    public void Every_candidate_is_used_or_comes_with_the_reason() => Laws.Hold(PricedBasket.Any, 2_000, static basket =>
    {
        CouponQuote quote = basket.Best();
        Assert.Equal(
            basket.Coupons.Select(c => c.CouponId.Value).Order(StringComparer.Ordinal),
            quote.Used.Select(use => use.CouponId.Value).Concat(quote.Unused.Select(miss => miss.CouponId.Value)).Order(StringComparer.Ordinal));
        foreach (CouponMiss miss in quote.Unused)
        {
            CouponCandidate coupon = basket.Coupons.Single(c => c.CouponId == miss.CouponId);
            OrderLine[] scope = [.. basket.Lines.Where(line => NaiveCoupons.IsInScope(coupon.Terms.Scope, line))];
            BigInteger price = NaiveCoupons.Sum(scope.Select(line => (BigInteger)line.Amount.MinorUnits));
            string expected =
                scope.Length == 0 ? CouponRefusals.NotInScope
                : price < (coupon.Terms.Threshold?.MinorUnits ?? 0) ? CouponRefusals.BelowThreshold
                : NaiveCoupons.Alone(coupon, basket.Lines) == 0 ? CouponRefusals.NoEffect
                : quote.Used.Any(use => !MayStand(basket.Coupons.Single(c => c.CouponId == use.CouponId), coupon)) ? CouponRefusals.NotStackable
                : CouponRefusals.NotBest;
            Assert.Equal(expected, miss.Reason.Code);
        }
    });

    [Fact]
    public void A_named_set_is_priced_as_stated_whatever_the_order_of_naming() => Laws.Hold(Subsets(), 4_000, static named =>
    {
        (PricedBasket basket, CouponCandidate[] set, CouponCandidate[] shuffled) = named;
        (CouponPrice? price, Refusal? refusal) = CouponPricing.Price(set, basket.Lines, PricedBasket.Currency);
        (CouponPrice? other, Refusal? otherRefusal) = CouponPricing.Price(shuffled, basket.Lines, PricedBasket.Currency);
        Assert.Equal(refusal, otherRefusal);
        Assert.Equal(price?.Used, other?.Used);
        Assert.Equal(price?.DiscountByLine, other?.DiscountByLine);
        Assert.NotEqual(price is null, refusal is null);
        if (NaiveCoupons.Price(set, basket.Lines) is not { } naive)
        {
            Assert.NotNull(refusal);
            return;
        }

        Assert.NotNull(price);
        Assert.Equal(naive.ByLine, price.DiscountByLine.Select(off => (BigInteger)off));
        Assert.Equal(naive.ByCoupon.Count, price.Used.Count);
        Assert.All(price.Used, use => Assert.Equal(naive.ByCoupon[use.CouponId], use.Discount.MinorUnits));
        Assert.Equal(price.Discount, NaiveCoupons.Sum(naive.ByLine));
    });

    [Fact]
    public void No_coupon_takes_more_in_company_than_alone() => Laws.Hold(PricedBasket.Any, 2_000, static basket =>
    {
        foreach (CouponUse use in basket.Best().Used)
        {
            CouponCandidate coupon = basket.Coupons.Single(c => c.CouponId == use.CouponId);
            (CouponPrice? alone, _) = CouponPricing.Price([coupon], basket.Lines, PricedBasket.Currency);
            Assert.True(use.Discount.MinorUnits <= alone!.Discount);
        }
    });

    [Fact]
    public void One_more_candidate_never_lowers_the_best() => Laws.Hold(PricedBasket.Any, 2_000, static basket =>
    {
        long most = 0;
        for (int count = 0; count <= basket.Coupons.Count; count++)
        {
            CouponQuote quote = (basket with { Coupons = [.. basket.Coupons.Take(count)] }).Best();
            Assert.True(quote.Discount.MinorUnits >= most);
            most = quote.Discount.MinorUnits;
        }
    });

    [Fact]
    public void The_order_of_candidates_does_not_matter_and_the_order_takes_the_best_set_as_quoted() => Laws.Hold(Subsets(), 2_000, static named =>
    {
        (PricedBasket basket, CouponCandidate[] set, CouponCandidate[] shuffled) = named;
        CouponQuote quote = (basket with { Coupons = set }).Best();
        CouponQuote other = (basket with { Coupons = shuffled }).Best();
        Assert.Equal(quote.Used, other.Used);
        Assert.Equal(quote.Unused, other.Unused);
        Assert.Equal(quote.DiscountByLine, other.DiscountByLine);

        CouponCandidate[] used = [.. set.Where(c => quote.Used.Any(use => use.CouponId == c.CouponId))];
        (CouponPrice? price, Refusal? refusal) = CouponPricing.Price(used, basket.Lines, PricedBasket.Currency);
        Assert.Null(refusal);
        Assert.Equal(quote.Used, price!.Used);
        Assert.Equal(quote.DiscountByLine.Select(static off => off.MinorUnits), price.DiscountByLine);
    });

    [Fact]
    public void A_discount_is_split_by_largest_remainder_in_any_size() => Laws.Hold(Splits(), 4_000, static split =>
    {
        (long[] left, int[] lines, long amount) = split;
        BigInteger total = NaiveCoupons.Sum(lines.Select(line => (BigInteger)left[line]));
        BigInteger[] expected = [.. left];
        BigInteger rest = amount;
        foreach (int line in lines)
        {
            BigInteger part = (BigInteger)left[line] * amount / total;
            expected[line] -= part;
            rest -= part;
        }

        foreach (int line in lines.OrderByDescending(line => (BigInteger)left[line] * amount % total).ThenBy(static line => line).Take((int)rest))
        {
            expected[line]--;
        }

        long[] actual = [.. left];
        Assert.Equal(total, DiscountSplit.Sum(actual, lines));
        DiscountSplit.Take(actual, lines, amount, (long)total, new long[2 * lines.Length]);
        Assert.Equal(expected, actual.Select(of => (BigInteger)of));
        Assert.All(actual, static of => Assert.True(of >= 0));
    });

    private static bool MayStand(CouponCandidate left, CouponCandidate right) =>
        left.Terms.Stacking != CouponStacking.Never && right.Terms.Stacking != CouponStacking.Never
        && (left.Template != right.Template || (left.Terms.Stacking == CouponStacking.Always && right.Terms.Stacking == CouponStacking.Always));

    private static Gen<(PricedBasket Basket, CouponCandidate[] Set, CouponCandidate[] Shuffled)> Subsets() =>
        from basket in PricedBasket.Any
        from count in Gen.Frequency((3, Gen.Choose(1, 3)), (1, Gen.Choose(0, 8)))
        let set = basket.Coupons.Take(count).ToArray()
        from shuffled in Gen.Shuffle(set)
        select (basket, set, shuffled);

    private static Gen<(long[] Left, int[] Lines, long Amount)> Splits() =>
        from count in Gen.Choose(1, 40)
        from max in Gen.Elements(3L, 100L, 100_000L, uint.MaxValue / 40, uint.MaxValue, long.MaxValue / 40)
        from left in Gen.ArrayOf(Laws.AmountUpTo(max + 1).Select(static n => n - 1), count)
        from bits in Gen.ArrayOf(Gen.Choose(0, 3), count)
        let lines = Enumerable.Range(0, count).Where(line => bits[line] > 0 || line == 0).ToArray()
        let total = lines.Sum(line => left[line])
        where total > 0
        from amount in Gen.OneOf(Gen.Constant(total), Laws.AmountUpTo(total))
        select (left, lines, amount);
}
