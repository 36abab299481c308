using System.Globalization;
using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Orders;

namespace PrivateDomain.Sdk.Benchmarks.Rules;

/// <summary>
/// The best set for an order of 20 lines and 12 coupons, five to an order: two that stand alone, three of one kind, some for a category, a brand or some products,
/// some with a threshold or a cap, one that is out of reach and one for what was not bought. Orders take turns, and some of them have to be searched.
/// </summary>
internal sealed class BestCouponDecision : IPureRule
{
    private const int Orders = 20;
    private const int Lines = 20;
    private const int MaxCoupons = 5;
    private static readonly Currency s_currency = "CNY";
    private static readonly string[] s_categories = ["food", "drinks", "care", "toys", "home", "clothes"];
    private static readonly DateTimeOffset s_day = new(2026, 11, 11, 0, 0, 0, TimeSpan.Zero);

    private readonly (OrderLine[] Lines, CouponCandidate[] Coupons)[] _orders = [.. Enumerable.Range(0, Orders).Select(static order => OrderOf(order))];
    private readonly CouponQuote[] _outcomes;
    private int _next;
    private int _copied;

    public BestCouponDecision()
    {
        _outcomes = [.. _orders.Select(static order => BestCoupons.Find(order.Coupons, order.Lines, s_currency, MaxCoupons))];
        foreach (CouponQuote quote in _outcomes)
        {
            if (!quote.IsBest || quote.Used.Count == 0 || quote.Used.Count + quote.Unused.Count != 12)
            {
                throw new BenchmarkFailedException($"{quote.Used.Count} coupons were used.");
            }
        }
    }

    public void Decide()
    {
        (OrderLine[] lines, CouponCandidate[] coupons) = _orders[_next];
        BestCoupons.Find(coupons, lines, s_currency, MaxCoupons);
        _next = (_next + 1) % Orders;
    }

    public void CopyOutcome()
    {
        CouponQuote quote = _outcomes[_copied];
        _copied = (_copied + 1) % Orders;
        var used = new CouponUse[quote.Used.Count];
        for (int i = 0; i < used.Length; i++)
        {
            used[i] = quote.Used[i] with { };
        }

        var unused = new CouponMiss[quote.Unused.Count];
        for (int i = 0; i < unused.Length; i++)
        {
            CouponMiss miss = quote.Unused[i];

            // The only reason that names amounts; the others are the same object each time.
            unused[i] = miss.Reason.Code == CouponRefusals.BelowThreshold
                ? miss with { Reason = miss.Reason with { Message = new string(miss.Reason.Message.AsSpan()) } }
                : miss with { };
        }

        _ = quote with { Used = used, Unused = unused, DiscountByLine = new Money[quote.DiscountByLine.Count] };
    }

    private static (OrderLine[] Lines, CouponCandidate[] Coupons) OrderOf(int order)
    {
        // Prices of the later orders are low, so that coupons take what others would.
        int unit = 900 - (order * 40);
        OrderLine[] lines = [.. Enumerable.Range(0, Lines).Select(line => LineOf((order * Lines) + line, unit))];
        var whole = new CouponTerms(CouponDiscount.AmountOff(Cny(500))) { Threshold = Cny(5_000), Stacking = CouponStacking.Always };
        CouponCandidate[] coupons =
        [
            CouponOf("newcomer", 1, new CouponTerms(CouponDiscount.ShareOff(0.08m))),
            CouponOf("birthday", 2, new CouponTerms(CouponDiscount.AmountOff(Cny(8_000))) { Threshold = Cny(60_000) }),
            CouponOf("five", 3, whole),
            CouponOf("five", 4, whole),
            CouponOf("five", 5, whole),
            CouponOf("category", 6, Scoped(CouponDiscount.AmountOff(Cny(3_000)), new CouponScope { Categories = [Category(order)] })),
            CouponOf("categories", 7, Scoped(CouponDiscount.ShareOff(0.3m, Cny(4_000)), new CouponScope { Categories = [Category(order), Category(order + 1)] })),
            CouponOf("skus", 8, Scoped(CouponDiscount.AmountOff(Cny(2_000)), new CouponScope { Skus = [lines[3].Sku, lines[7].Sku, "sku-none"] })),
            CouponOf("brands", 9, Scoped(
                CouponDiscount.ShareOff(0.1m), new CouponScope { Brands = ["brand-1", "brand-2"], ExcludedCategories = [Category(order + 2)] })),
            CouponOf("full", 10, new CouponTerms(CouponDiscount.AmountOff(Cny(4_000))) { Threshold = Cny(10_000), Stacking = CouponStacking.WithOtherTemplates }),
            CouponOf("fuller", 11, new CouponTerms(CouponDiscount.AmountOff(Cny(90_000))) { Threshold = Cny(900_000) }),
            CouponOf("pets", 12, Scoped(CouponDiscount.AmountOff(Cny(1_000)), new CouponScope { Categories = ["pets"] })),
        ];
        return (lines, coupons);
    }

    private static OrderLine LineOf(int number, int unit) => new(Text("sku", number * 7 % 40), 1, Cny(unit + (number * 7_919 % (unit * 8))))
    {
        Product = Text("product", number * 11 % 20),
        Category = Category(number * 5 / 3),
        Brand = Text("brand", number * 13 % 8),
    };

    private static CouponCandidate CouponOf(string template, int number, CouponTerms terms) =>
        new(Text("coupon", (number * 7_907 % 90_000) + 10_000), template, 1, terms, s_day.AddDays(number * 5 % 13));

    private static CouponTerms Scoped(CouponDiscount discount, CouponScope scope) =>
        new(discount) { Scope = scope, Stacking = CouponStacking.WithOtherTemplates };

    private static string Category(int number) => s_categories[number % s_categories.Length];

    private static string Text(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");

    private static Money Cny(long minorUnits) => new(minorUnits, s_currency);
}
