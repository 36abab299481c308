using System.Buffers;
using System.Globalization;
using PrivateDomain.Sdk.Orders;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>
/// The best of all sets of coupons that an order may use: the one that takes most; of those, the one with fewer coupons, then the one whose coupons expire first (their
/// times compared from the earliest on, never being last), then the one with the first ids by code point.
/// </summary>
internal static class BestCoupons
{
    /// <summary>
    /// How often a search looks at a line before it gives up, some milliseconds. Sixteen coupons on twenty lines never come to it: that many looks are enough for all sets.
    /// </summary>
    internal const long MaxLooks = 2_000_000;

    private static readonly Refusal NamedTwice = new(CouponRefusals.NamedTwice, "The coupon is named twice.");
    private static readonly Refusal OtherCurrency = new(CouponRefusals.CurrencyMismatch, "The coupon's terms are not in the order's currency.");
    private static readonly Refusal NotInScope = new(CouponRefusals.NotInScope, "No line of the order is in the coupon's scope.");
    private static readonly Refusal NoEffect =
        new(CouponRefusals.NoEffect, "The coupon would take nothing: its discount comes to less than half a minor unit, or its lines are free.");

    private static readonly Refusal NotStackable = new(CouponRefusals.NotStackable, "The coupon may not stand beside those that are used, which take as much or more.");
    private static readonly Refusal NotBest = new(CouponRefusals.NotBest, "Other coupons take as much or more without it.");

    /// <summary>Finds the best set. In which order the candidates come does not matter.</summary>
    /// <param name="candidates">The coupons; their terms passed <see cref="CouponTermRules.Refuse"/>.</param>
    /// <param name="lines">The lines, with prices before coupons as their amounts; they passed <see cref="OrderRules"/>.</param>
    /// <param name="currency">The currency of the lines.</param>
    /// <param name="maxCoupons">How many coupons an order may use, from 0.</param>
    /// <returns>The set, and of each other candidate why it is not in it, both in the order in which coupons apply.</returns>
    /// <exception cref="OverflowException">The prices together do not fit in 64 bits, which no limit lets through.</exception>
    internal static CouponQuote Find(IReadOnlyList<CouponCandidate> candidates, IReadOnlyList<OrderLine> lines, Currency currency, int maxCoupons)
    {
        (int coupons, int places) = (candidates.Count, lines.Count);
        int[] integers = ArrayPool<int>.Shared.Rent(
            checked(CouponTable.IntegersFor(coupons, places) + CouponSearch.IntegersFor(coupons, maxCoupons) + coupons));
        long[] amounts = ArrayPool<long>.Shared.Rent(
            checked(CouponTable.AmountsFor(coupons, places) + CouponSearch.AmountsFor(coupons, maxCoupons, places) + (3 * places)));
        try
        {
            var ints = new Room<int>(integers);
            var longs = new Room<long>(amounts);
            var table = new CouponTable(candidates, lines, currency, ref ints, ref longs);
            var search = new CouponSearch(table, maxCoupons, ref ints, ref longs);
            return Quote(table, search, ints.Take(coupons), longs.Take(3 * places), currency);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(integers);
            ArrayPool<long>.Shared.Return(amounts);
        }
    }

    private static CouponQuote Quote(in CouponTable table, in CouponSearch search, Span<int> used, Span<long> amounts, Currency currency)
    {
        used.Clear();
        for (int i = 0; i < search.Size; i++)
        {
            used[search.BestPlace(i)] = 1;
        }

        Span<long> left = amounts[..table.Prices.Length];
        table.Prices.CopyTo(left);
        var uses = new CouponUse[search.Size];
        var misses = new CouponMiss[table.Count - search.Size];
        (int use, int miss) = (0, 0);
        for (int place = 0; place < table.Count; place++)
        {
            CouponCandidate coupon = table.Coupon(place);
            if (used[place] == 0)
            {
                misses[miss++] = new CouponMiss(coupon.CouponId, coupon.Template, ReasonOf(table, place, used));
                continue;
            }

            ReadOnlySpan<int> scope = table.Scope(place);
            long total = DiscountSplit.Sum(left, scope);
            long amount = Math.Min(table.Alone[place], total);
            DiscountSplit.Take(left, scope, amount, total, amounts[left.Length..]);
            uses[use++] = new CouponUse(coupon.CouponId, coupon.Template, coupon.Version, new Money(amount, currency));
        }

        var byLine = new Money[left.Length];
        for (int line = 0; line < byLine.Length; line++)
        {
            byLine[line] = new Money(table.Prices[line] - left[line], currency);
        }

        return new CouponQuote(uses, misses, new Money(search.Discount, currency), byLine, search.IsComplete);
    }

    private static Refusal ReasonOf(in CouponTable table, int place, ReadOnlySpan<int> used)
    {
        switch (table.Fit(place))
        {
            case CouponFit.NamedTwice:
                return NamedTwice;
            case CouponFit.OtherCurrency:
                return OtherCurrency;
            case CouponFit.NotInScope:
                return NotInScope;
            case CouponFit.BelowThreshold:
                long threshold = table.Coupon(place).Terms.Threshold.GetValueOrDefault().MinorUnits;
                return new Refusal(CouponRefusals.BelowThreshold, string.Create(
                    CultureInfo.InvariantCulture, $"The lines in scope come to {table.Base(place)} minor units, and the threshold is {threshold}."));
            case CouponFit.NoEffect:
                return NoEffect;
            default:
                break;
        }

        CouponCandidate coupon = table.Coupon(place);
        for (int other = 0; other < used.Length; other++)
        {
            if (used[other] != 0 && !CouponPricing.MayStack(table.Coupon(other), coupon))
            {
                return NotStackable;
            }
        }

        return NotBest;
    }
}
