using System.Buffers;
using System.Globalization;
using PrivateDomain.Sdk.Orders;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>What the coupons that an order names take off it.</summary>
internal static class CouponPricing
{
    /// <summary>Prices a set of coupons, or says which of them does not fit and why. In which order they are named does not matter.</summary>
    /// <param name="coupons">The coupons; their terms passed <see cref="CouponTermRules.Refuse"/>.</param>
    /// <param name="lines">The lines, with prices before coupons as their amounts; they passed <see cref="OrderRules"/>.</param>
    /// <param name="currency">The currency of the lines.</param>
    /// <exception cref="OverflowException">The prices together do not fit in 64 bits, which no limit lets through.</exception>
    internal static (CouponPrice? Price, Refusal? Refusal) Price(
        IReadOnlyList<CouponCandidate> coupons, IReadOnlyList<OrderLine> lines, Currency currency)
    {
        int[] integers = ArrayPool<int>.Shared.Rent(CouponTable.IntegersFor(coupons.Count, lines.Count));
        long[] amounts = ArrayPool<long>.Shared.Rent(checked(CouponTable.AmountsFor(coupons.Count, lines.Count) + (2 * lines.Count)));
        try
        {
            var ints = new Room<int>(integers);
            var longs = new Room<long>(amounts);
            var table = new CouponTable(coupons, lines, currency, ref ints, ref longs);
            return Price(table, longs.Take(2 * lines.Count), currency);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(integers);
            ArrayPool<long>.Shared.Return(amounts);
        }
    }

    /// <summary>Whether two coupons may stand in one order.</summary>
    internal static bool MayStack(CouponCandidate left, CouponCandidate right) => (left.Terms.Stacking, right.Terms.Stacking) switch
    {
        (CouponStacking.Never, _) or (_, CouponStacking.Never) => false,
        (CouponStacking.Always, CouponStacking.Always) => true,
        _ => left.Template != right.Template,
    };

    private static (CouponPrice? Price, Refusal? Refusal) Price(in CouponTable table, Span<long> remainders, Currency currency)
    {
        for (int place = 0; place < table.Count; place++)
        {
            if (Refuse(table, place) is { } refusal)
            {
                return (null, refusal);
            }
        }

        long[] left = table.Prices.ToArray();
        var uses = new CouponUse[table.Count];
        long discount = 0;
        for (int place = 0; place < table.Count; place++)
        {
            CouponCandidate coupon = table.Coupon(place);
            ReadOnlySpan<int> scope = table.Scope(place);
            long total = DiscountSplit.Sum(left, scope);
            long amount = Math.Min(table.Alone[place], total);
            if (amount == 0)
            {
                return (null, new Refusal(
                    CouponRefusals.NoEffect, $"Coupon '{coupon.CouponId.Value}' would take nothing: the other coupons leave nothing of its lines."));
            }

            DiscountSplit.Take(left, scope, amount, total, remainders);
            uses[place] = new CouponUse(coupon.CouponId, coupon.Template, coupon.Version, new Money(amount, currency));
            discount += amount;
        }

        for (int line = 0; line < left.Length; line++)
        {
            left[line] = table.Prices[line] - left[line];
        }

        return (new CouponPrice(uses, discount, left), null);
    }

    private static Refusal? Refuse(in CouponTable table, int place)
    {
        CouponCandidate coupon = table.Coupon(place);
        string id = coupon.CouponId.Value;
        switch (table.Fit(place))
        {
            case CouponFit.NamedTwice:
                return new Refusal(CouponRefusals.NamedTwice, $"Coupon '{id}' is named twice; name it once.");
            case CouponFit.OtherCurrency:
                return new Refusal(CouponRefusals.CurrencyMismatch, $"The terms of coupon '{id}' are not in the order's currency.");
            case CouponFit.NotInScope:
                return new Refusal(CouponRefusals.NotInScope, $"No line of the order is in the scope of coupon '{id}'.");
            case CouponFit.BelowThreshold:
                long threshold = coupon.Terms.Threshold.GetValueOrDefault().MinorUnits;
                return new Refusal(CouponRefusals.BelowThreshold, string.Create(
                    CultureInfo.InvariantCulture,
                    $"The lines in the scope of coupon '{id}' come to {table.Base(place)} minor units, and its threshold is {threshold}."));
            case CouponFit.NoEffect:
                return new Refusal(CouponRefusals.NoEffect, $"Coupon '{id}' would take nothing: its discount comes to less than half a minor unit, or its lines are free.");
            default:
                break;
        }

        for (int earlier = 0; earlier < place; earlier++)
        {
            CouponCandidate other = table.Coupon(earlier);
            if (!MayStack(other, coupon))
            {
                return new Refusal(
                    CouponRefusals.NotStackable, $"Coupons '{other.CouponId.Value}' and '{id}' may not stand in one order; use one of them.");
            }
        }

        return null;
    }
}
