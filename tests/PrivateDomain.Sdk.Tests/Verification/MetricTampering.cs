using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Storage;
using static PrivateDomain.Sdk.Tests.Verification.Tampered;

namespace PrivateDomain.Sdk.Tests.Verification;

/// <summary>The laws of metrics, broken by hand.</summary>
internal static class MetricTampering
{
    internal static IEnumerable<(string Tampering, string Law)> Cases =>
    [
        ("purchase missing", "M1"),
        ("purchase amount", "M1"),
        ("purchase refunded", "M1"),
        ("purchase category", "M1"),
        ("purchase of another time", "M1"),
        ("member orders", "M2"),
        ("member spend", "M2"),
        ("member first order", "M2"),
        ("member last order", "M2"),
        ("member totals missing", "M2"),
        ("category spend", "M3"),
        ("category totals missing", "M3"),
        ("category of nothing", "M3"),
        ("referred orders", "M4"),
        ("referred spend", "M4"),
        ("referrer totals missing", "M4"),
        ("tally", "M4"),
        ("tally missing", "M4"),
        ("counted under another", "M4"),
        ("counted under nobody", "M4"),
    ];

    internal static async Task<Change[]> ChangeAsync(string tampering, IRecordStore store)
    {
        Order order = await GetAsync<Order>(store, Order.KeyOf(Shop.Program, "o1"));
        Purchase purchase = await GetAsync<Purchase>(store, Purchase.KeyOf(Shop.Program, "buyer", order.PaidAt, "o1"));
        MemberTotals totals = await GetAsync<MemberTotals>(store, MemberTotals.KeyOf(Shop.Program, "buyer", "CNY"));
        CategoryTotals category = await GetAsync<CategoryTotals>(store, CategoryTotals.KeyOf(Shop.Program, "buyer", "CNY", "drinks"));
        ReferrerTotals referred = await GetAsync<ReferrerTotals>(store, ReferrerTotals.KeyOf(Shop.Program, "middle", "CNY"));
        ReferralTally tally = await GetAsync<ReferralTally>(store, ReferralTally.KeyOf(Shop.Program, "middle"));
        CountedReferral counted = await GetAsync<CountedReferral>(store, CountedReferral.KeyOf(Shop.Program, "buyer"));
        return tampering switch
        {
            "purchase missing" => [Delete(purchase)],
            "purchase amount" => [Update(purchase with { Amount = purchase.Amount + 1 })],
            "purchase refunded" => [Update(purchase with { Refunded = 1 })],
            "purchase category" => [Update(purchase with { Categories = [] })],
            "purchase of another time" => [Insert(purchase with { PaidAt = purchase.PaidAt.AddTicks(1) })],
            "member orders" => [Update(totals with { Orders = totals.Orders + 1 })],
            "member spend" => [Update(totals with { Spend = totals.Spend - 1 })],
            "member first order" => [Update(totals with { FirstOrderAt = totals.LastOrderAt })],
            "member last order" => [Update(totals with { LastOrderAt = null })],
            "member totals missing" => [Delete(totals)],
            "category spend" => [Update(category with { Spend = category.Spend + 1 })],
            "category totals missing" => [Delete(category)],
            "category of nothing" => [Insert(category with { Category = "food" })],
            "referred orders" => [new Change.Add(referred.Key, ReferrerTotals.OrdersColumn, 1)],
            "referred spend" => [new Change.Add(referred.Key, ReferrerTotals.SpendColumn, -1)],
            "referrer totals missing" => [Delete(referred)],
            "tally" => [new Change.Add(tally.Key, ReferralTally.MembersColumn, 1)],
            "tally missing" => [Delete(tally)],
            "counted under another" => [Update(counted with { Referrer = "top" })],
            "counted under nobody" => [Delete(counted)],
            _ => throw new ArgumentOutOfRangeException(nameof(tampering), tampering, "There is no such tampering."),
        };
    }
}
