using PrivateDomain.Sdk.Forecasts;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Merges;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Referrals;
using PrivateDomain.Sdk.Segments;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Tags;
using static PrivateDomain.Sdk.Tests.Verification.Tampered;

namespace PrivateDomain.Sdk.Tests.Verification;

/// <summary>A shop in which something happened to every kind of record that a law is about.</summary>
internal static class BusyShop
{
    internal static DateTimeOffset Start { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A shop with external ids, grants, spends, expiry, a reversal into debt, orders with two levels of commission, and refunds.</summary>
    internal static async Task<Shop> OpenAsync()
    {
        Shop shop = Shop.InMemory(pd => pd
            .Members(o => o.ExternalIdKey = Shop.ExternalIdKey)
            .Points(o =>
            {
                o.EarnPerUnit = 1m;
                o.ExpiresAfter = TimeSpan.FromDays(30);
            })
            .Commissions(o =>
            {
                o.Rates = [0.10m, 0.05m];
                o.SecondLevelAcknowledgment = new("tests", "both levels must be verified");
            })
            .Metrics()
            .Lifecycle()
            .Levels(o => o.Steps = [new("silver", 200), new("gold", 390)])
            .Rfm()
            .Forecasts()
            .Segments()
            .Consents(o =>
            {
                o.Purposes.Add("ads");
                o.Purposes.Add("sms");
            }));
        CancellationToken ct = TestContext.Current.CancellationToken;
        await shop.Domain.Tags.DefineGroupAsync(new("gifts", "gifts") { OccurredAt = Start }, ct);
        await shop.Domain.Segments.DefineAsync(new DefineSegment("d1", "buyers", MemberFields.Orders.AtLeast(1)) { Tag = new("gifts", "gift") }, ct);
        foreach (string member in (string[])["top", "middle", "buyer", "debtor", "old", "kept"])
        {
            await shop.Domain.Members.RegisterAsync(new RegisterMember(member) { RegisteredAt = Start }, ct);
        }

        Assert.True((await shop.Domain.Members.LinkExternalIdAsync(new("x1", "buyer", new ExternalId("openid", "o-buyer")) { OccurredAt = Start }, ct)).IsAccepted);
        Assert.True((await shop.Domain.Members.LinkExternalIdAsync(new("x2", "old", new ExternalId("openid", "o-old")) { OccurredAt = Start }, ct)).IsAccepted);
        await shop.Domain.Referrals.BindAsync(new BindReferrer("b1", "middle", "top") { OccurredAt = Start }, ct);
        await shop.Domain.Referrals.BindAsync(new BindReferrer("b2", "buyer", "middle") { OccurredAt = Start }, ct);
        OrderLine[] lines = [new OrderLine("tea", 1, Money.Of(200m, "CNY")) { Category = "drinks" }];
        Assert.True((await shop.Domain.Orders.PaidAsync(new OrderPaid("o1", "buyer", lines, Start), ct)).IsAccepted);
        Assert.True((await shop.Domain.Orders.PaidAsync(
            new OrderPaid("o2", "buyer", lines, Start.AddDays(1)) { Redeem = PointRedemption.Exactly(50) }, ct)).IsAccepted);
        Assert.True((await shop.Domain.Orders.RefundedAsync(new OrderRefunded("r1", "o2", Money.Of(20m, "CNY"), Start.AddDays(2)), ct)).IsAccepted);
        GrantReceipt grant = (await shop.Domain.Points.GrantAsync(new GrantPoints("g", "debtor", 100) { OccurredAt = Start }, ct)).Value;
        await shop.Domain.Points.SpendAsync(new SpendPoints("s", "debtor", 80) { OccurredAt = Start }, ct);
        ReversalReceipt reversal = (await shop.Domain.Points.ReverseAsync(new ReversePoints("v", "debtor", grant.Lot, 100) { OccurredAt = Start }, ct)).Value;
        Assert.Equal(80, reversal.DebtIncurred);
        await shop.Domain.Points.GrantAsync(new GrantPoints("g-old", "old", 40) { OccurredAt = Start }, ct);
        await CouponTampering.PrepareAsync(shop, Start, ct);
        Assert.True((await shop.Domain.Merges.MergeAsync(new MergeMembers("m-old", "old", "kept") { OccurredAt = Start }, ct)).IsAccepted);
        await shop.Domain.Tags.DefineGroupAsync(new("city", "city") { IsExclusive = true, OccurredAt = Start }, ct);
        await shop.Domain.Tags.DefineGroupAsync(new("likes", "likes") { OccurredAt = Start }, ct);
        await shop.Domain.Tags.SetAsync(new("t1", "buyer", "city", "Beijing") { OccurredAt = Start }, ct);
        await shop.Domain.Tags.SetAsync(new("t2", "buyer", "city", "Shanghai") { OccurredAt = Start.AddDays(1), Actor = "anna" }, ct);
        await shop.Domain.Tags.SetAsync(new("t3", "buyer", "likes", "tea") { OccurredAt = Start, ExpiresAt = Start.AddDays(5) }, ct);
        await shop.Domain.Tags.SetAsync(new("t4", "buyer", "likes", "coffee") { OccurredAt = Start, ExpiresAt = Start.AddDays(2) }, ct);
        await shop.Domain.Tags.SetAsync(new("t5", "buyer", "likes", "milk") { OccurredAt = Start }, ct);
        await shop.Domain.Tags.RemoveAsync(new("t6", "buyer", "likes", "milk") { OccurredAt = Start }, ct);
        Assert.Equal(new TagExpirySweep(1), await shop.Domain.Tags.ExpireAsync(Start.AddDays(3), null, ct));
        await shop.Domain.Consents.GiveAsync(new("n1", "buyer", "sms", 1) { OccurredAt = Start, Channel = "checkout" }, ct);
        await shop.Domain.Consents.GiveAsync(new("n2", "buyer", "sms", 2) { OccurredAt = Start.AddDays(1), Actor = "anna" }, ct);
        await shop.Domain.Consents.GiveAsync(new("n3", "buyer", "ads", 1) { OccurredAt = Start, Recipient = "partner" }, ct);
        Assert.True((await shop.Domain.Consents.WithdrawAsync(new("n4", "buyer", "ads") { OccurredAt = Start, Recipient = "partner" }, ct)).IsAccepted);
        Assert.True((await shop.Domain.Rfm.ScoreAsync(Start.AddDays(3), null, ct)).IsAccepted);

        // A fit takes more members than are of use here: what it would store is put there by hand.
        ForecastRun forecasts = new ForecastModels(new BgNbdModel(0.2, 4.4, 0.8, 2.4), spend: null, horizonDays: 90).ToRun(Shop.Program, new DateOnly(2026, 1, 4));
        var forecast = new MemberForecast
        {
            Program = Shop.Program, MemberId = "buyer", AliveBillionths = 700_000_000, ExpectedPurchasesBillionths = 1, AsOf = forecasts.AsOf, Version = forecasts.Version,
        };
        await shop.Store.CommitAsync(new ChangeSet([Insert(forecasts with { IsComplete = true, Members = 1 }), Insert(forecast)]), ct);
        return shop;
    }
}
