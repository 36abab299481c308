using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Metrics;

/// <summary>The pure rules of metrics: what an order is to them, and what is computed from sums when they are read.</summary>
internal static class MetricRules
{
    /// <summary>What an order is to its buyer's metrics now. Follows from the order and the referrer alone, so it does not matter how it came about.</summary>
    internal static Purchase ToPurchase(Order order, MemberId? referrer) => new()
    {
        Program = order.Program,
        MemberId = order.MemberId,
        OrderId = order.OrderId,
        PaidAt = order.PaidAt,
        Currency = order.Currency,
        Amount = order.Goods,
        Refunded = order.RefundedGoods,
        Refunds = order.Refunds,
        IsCounted = order.Goods > 0 ? order.RefundedGoods < order.Goods : order.Amount == 0 || order.Refunded < order.Amount,
        Categories = Categories(order),
        Referrer = referrer,
    };

    /// <summary>Whether two purchases of one order say the same.</summary>
    internal static bool IsSame(Purchase left, Purchase right) =>
        left.Currency == right.Currency && left.Amount == right.Amount && left.Refunded == right.Refunded && left.Refunds == right.Refunds
        && left.IsCounted == right.IsCounted && left.Referrer == right.Referrer && left.Categories.SequenceEqual(right.Categories);

    /// <summary>How often a purchase counts: once, or not at all.</summary>
    internal static long Count(Purchase? purchase) => purchase is { IsCounted: true } ? 1 : 0;

    /// <summary>What is left of it.</summary>
    internal static long Spend(Purchase? purchase) => purchase is null ? 0 : purchase.Amount - purchase.Refunded;

    /// <summary>How often a purchase counts for a category that it holds.</summary>
    internal static long Count(Purchase? purchase, PurchasedCategory? category) =>
        category is null || category.Amount > 0 && category.Refunded == category.Amount ? 0 : Count(purchase);

    /// <summary>
    /// What an order holds of each category, and what of it is refunded. A refund that named a line is the line's. What was refunded without naming
    /// lines is shared by what is left of each category, lines without one included: by largest remainder, ties by category. It follows from what is
    /// refunded in all, so that refunds in any split end where one ends.
    /// </summary>
    private static PurchasedCategory[] Categories(Order order)
    {
        // Labels are never empty: the empty one stands for lines without a category.
        var shares = new SortedDictionary<string, (long Amount, long Refunded)>(CodePointComparer.Instance);
        long named = 0;
        for (int i = 0; i < order.Lines.Count; i++)
        {
            string category = order.Lines[i].Category ?? "";
            long refunded = order.RefundedByLine.Count == 0 ? 0 : order.RefundedByLine[i];
            (long amount, long before) = shares.GetValueOrDefault(category);
            shares[category] = (amount + order.Lines[i].Amount.MinorUnits, before + refunded);
            named += refunded;
        }

        if (shares.Count == 1 && shares.ContainsKey(""))
        {
            return [];
        }

        long[] unnamed = Share(order.RefundedGoods - named, [.. shares.Values.Select(static share => share.Amount - share.Refunded)]);
        return
        [
            .. shares.Select((share, i) => new PurchasedCategory(share.Key, share.Value.Amount, share.Value.Refunded + unnamed[i]))
                .Where(static category => category.Category.Length > 0),
        ];
    }

    /// <summary>Shares an amount by weights that are not less in all: parts add up to it, and none exceeds its weight.</summary>
    internal static long[] Share(long amount, long[] weights)
    {
        var parts = new long[weights.Length];
        if (amount == 0)
        {
            return parts;
        }

        long total = weights.Sum();
        var remainders = new Int128[weights.Length];
        long left = amount;
        for (int i = 0; i < weights.Length; i++)
        {
            Int128 product = (Int128)amount * weights[i];
            parts[i] = (long)(product / total);
            remainders[i] = product % total;
            left -= parts[i];
        }

        // The sort is stable: among equal remainders the first place comes first.
        foreach (int i in Enumerable.Range(0, weights.Length).OrderByDescending(i => remainders[i]).Take((int)left))
        {
            parts[i]++;
        }

        return parts;
    }

    /// <summary>The average, rounded half up to the minor unit; none without orders.</summary>
    internal static Money? Average(long spend, long orders, Currency currency) =>
        orders == 0 ? null : new Money((long)((((Int128)spend * 2) + orders) / ((Int128)orders * 2)), currency);

    /// <summary>What part of the whole was refunded, rounded half up to nine decimals; none of nothing.</summary>
    internal static decimal? RefundRate(long spend, long refunded)
    {
        Int128 gross = (Int128)spend + refunded;
        return gross == 0 ? null : Billionths.ToDecimal((long)((((Int128)refunded * Billionths.One * 2) + gross) / (gross * 2)));
    }
}
