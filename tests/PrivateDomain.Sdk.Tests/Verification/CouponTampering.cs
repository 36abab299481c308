using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Storage;
using static PrivateDomain.Sdk.Tests.Verification.Tampered;

namespace PrivateDomain.Sdk.Tests.Verification;

/// <summary>The laws of coupons, broken by hand.</summary>
internal static class CouponTampering
{
    private const string Holder = "cutter";

    internal static IEnumerable<(string Tampering, string Law)> Cases =>
    [
        ("coupon stock", "C1"),
        ("coupons issued", "C1"),
        ("coupons redeemed", "C1"),
        ("coupon template missing", "C1"),
        ("coupon template unlimited", "C1"),
        ("coupon version missing", "C1"),
        ("coupon restocked", "C1"),
        ("coupon free again", "C2"),
        ("coupon of nowhere", "C2"),
        ("coupon missing", "C2"),
        ("coupon held for another order", "C2"),
        ("coupon entry missing", "C2"),
        ("coupon ledger live", "C2"),
        ("coupon ledger missing", "C2"),
        ("coupon holding", "C3"),
        ("coupon holding missing", "C3"),
        ("coupons of an order missing", "C4"),
        ("coupon of another order", "C4"),
        ("coupons discount", "C7"),
        ("coupons of no order", "C7"),
        ("merged with coupons", "U2"),
    ];

    /// <summary>Three coupons of one member: one used, one held, one taken back; and one of a member that is merged.</summary>
    internal static async Task PrepareAsync(Shop shop, DateTimeOffset start, CancellationToken ct)
    {
        ICoupons coupons = shop.Domain.Coupons;
        Assert.True((await shop.Domain.Members.RegisterAsync(new RegisterMember(Holder) { RegisteredAt = start }, ct)).IsAccepted);
        var terms = new CouponTerms(CouponDiscount.AmountOff(Money.Of(10m, "CNY"))) { ValidFor = TimeSpan.FromDays(30) };
        Assert.True((await coupons.DefineTemplateAsync(new("k1", "ten", terms) { Stock = 9, PerMember = 3, Restocks = true, OccurredAt = start }, ct)).IsAccepted);
        foreach (string coupon in (string[])["c1", "c2", "c3"])
        {
            Assert.True((await coupons.IssueAsync(new(coupon, "ten", Holder) { OccurredAt = start }, ct)).IsAccepted);
        }

        OrderLine line = new OrderLine("tea", 1, Money.Of(90m, "CNY")) { CouponDiscount = Money.Of(10m, "CNY") };
        Assert.True((await shop.Domain.Orders.PaidAsync(new OrderPaid("o3", Holder, [line], start.AddDays(1)) { Coupons = ["c1"] }, ct)).IsAccepted);
        Assert.True((await coupons.ReserveAsync(new("k2", "o4", Holder, ["c2"], start.AddDays(2)) { OccurredAt = start.AddDays(1) }, ct)).IsAccepted);
        Assert.True((await coupons.RevokeAsync(new("k3", Holder, "c3") { OccurredAt = start }, ct)).IsAccepted);
        Assert.True((await coupons.IssueAsync(new("c4", "ten", "old") { OccurredAt = start }, ct)).IsAccepted);
    }

    internal static async Task<Change[]> ChangeAsync(string tampering, IRecordStore store)
    {
        const string Program = Shop.Program;
        CouponTemplate template = await GetAsync<CouponTemplate>(store, CouponTemplate.KeyOf(Program, "ten"));
        CouponTemplateVersion version = await GetAsync<CouponTemplateVersion>(store, CouponTemplateVersion.KeyOf(Program, "ten", 1));
        CouponStock stock = await GetAsync<CouponStock>(store, CouponStock.KeyOf(Program, "ten"));
        Coupon redeemed = await GetAsync<Coupon>(store, Coupon.KeyOf(Program, Holder, "c1"));
        Coupon held = await GetAsync<Coupon>(store, Coupon.KeyOf(Program, Holder, "c2"));
        CouponLedger ledger = await GetAsync<CouponLedger>(store, CouponLedger.KeyOf(Program, Holder));
        CouponLedger closed = await GetAsync<CouponLedger>(store, CouponLedger.KeyOf(Program, "old"));
        CouponHolding holding = await GetAsync<CouponHolding>(store, CouponHolding.KeyOf(Program, Holder, "ten"));
        OrderCoupons used = await GetAsync<OrderCoupons>(store, OrderCoupons.KeyOf(Program, "o3"));
        RecordPage told = await store.QueryAsync(new RecordQuery(CouponEntry.Schema.Primary, Program, 20, Holder), CancellationToken.None);
        return tampering switch
        {
            "coupon stock" => [new Change.Add(stock.Key, CouponStock.RemainingColumn, 1)],
            "coupons issued" => [new Change.Add(stock.Key, CouponStock.IssuedColumn, -1)],
            "coupons redeemed" => [new Change.Add(stock.Key, CouponStock.RedeemedColumn, 1)],
            "coupon template missing" => [Delete(template)],
            "coupon template unlimited" => [Update(template with { Stock = null })],
            "coupon version missing" => [Delete(version)],
            "coupon restocked" => [Update((CouponEntry)told.Records[0] with { Restocks = true })],
            "coupon free again" => [Update(redeemed with { State = CouponState.Issued, OrderId = null })],
            "coupon of nowhere" => [Insert(held with { CouponId = "c9" })],
            "coupon missing" => [Delete(held)],
            "coupon held for another order" => [Update(held with { OrderId = "o9" })],
            "coupon entry missing" => [Delete(told.Records[^1])],
            "coupon ledger live" => [Update(ledger with { Live = ledger.Live + 1 })],
            "coupon ledger missing" => [Delete(ledger)],
            "coupon holding" => [Update(holding with { Issued = holding.Issued - 1 })],
            "coupon holding missing" => [Delete(holding)],
            "coupons of an order missing" => [Delete(used)],
            "coupon of another order" => [Update(used with { Coupons = [used.Coupons[0] with { CouponId = "c2" }] })],
            "coupons discount" => [Update(used with { Discount = used.Discount + 1 })],
            "coupons of no order" => [Insert(used with { OrderId = "o9" })],
            "merged with coupons" => [Update(closed with { Live = 1 })],
            _ => throw new ArgumentOutOfRangeException(nameof(tampering), tampering, "There is no such tampering."),
        };
    }
}
