using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Consents;
using PrivateDomain.Sdk.Forecasts;
using PrivateDomain.Sdk.Levels;
using PrivateDomain.Sdk.Lifecycle;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Merges;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Rfm;
using PrivateDomain.Sdk.Referrals;
using PrivateDomain.Sdk.Segments;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Tags;
using PrivateDomain.Sdk.Verification;
using static PrivateDomain.Sdk.Tests.Verification.Tampered;

namespace PrivateDomain.Sdk.Tests.Verification;

/// <summary>Each law that <see cref="IPrivateDomain.VerifyAsync"/> checks is broken by hand, behind the SDK's back, and must be named.</summary>
public sealed class VerificationTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string> Tampering => new()
    {
        { "entry amount", "L1" },
        { "entry balance", "L1" },
        { "entry missing", "L6" },
        { "entry amount zero", "L9" },
        { "issued points vanish", "L2" },
        { "lot remaining", "L3" },
        { "lot spent", "L3" },
        { "account balance", "L3" },
        { "account next expiry", "L3" },
        { "account negative", "L4" },
        { "debt beside balance", "L4" },
        { "lot claimed", "L6" },
        { "order refunded", "L6" },
        { "order parts", "L9" },
        { "order of a foreign member", "L11" },
        { "order without operation", "I7" },
        { "lot granted twice for an order", "I7" },
        { "order without sale", "I7" },
        { "own referrer", "R1" },
        { "circle", "R1" },
        { "referrer unknown", "R1" },
        { "third level", "R3" },
        { "accrual above base", "K2" },
        { "clawback above accrual", "K3" },
        { "commission account", "K3" },
        { "commission entry missing", "K3" },
        { "sale refunded without clawback", "K3" },
        { "purchase missing", "M1" },
        { "purchase amount", "M1" },
        { "purchase refunded", "M1" },
        { "purchase category", "M1" },
        { "purchase of another time", "M1" },
        { "member orders", "M2" },
        { "member spend", "M2" },
        { "member first order", "M2" },
        { "member last order", "M2" },
        { "member totals missing", "M2" },
        { "category spend", "M3" },
        { "category totals missing", "M3" },
        { "category of nothing", "M3" },
        { "referred orders", "M4" },
        { "referred spend", "M4" },
        { "referrer totals missing", "M4" },
        { "tally", "M4" },
        { "tally missing", "M4" },
        { "counted under another", "M4" },
        { "counted under nobody", "M4" },
        { "segment standing", "G1" },
        { "segment standing missing", "G1" },
        { "segment event missing", "G1" },
        { "segment tally", "G2" },
        { "segment tally missing", "G2" },
        { "lifecycle stage", "Y1" },
        { "lifecycle reason", "Y1" },
        { "lifecycle next day", "Y1" },
        { "lifecycle state missing", "Y1" },
        { "lifecycle event missing", "Y2" },
        { "lifecycle event of another stage", "Y2" },
        { "lifecycle events counted", "Y2" },
        { "lifecycle tally", "Y3" },
        { "lifecycle tally missing", "Y3" },
        { "score", "Q1" },
        { "score missing", "Q1" },
        { "score entry missing", "Q1" },
        { "score entry of another segment", "Q1" },
        { "run totals", "Q2" },
        { "run missing", "Q2" },
        { "forecast above one", "F1" },
        { "forecast of no run", "F1" },
        { "forecast below nothing", "F1" },
        { "forecast run of other parameters", "F1" },
        { "forecast missing", "F2" },
        { "forecast run counted", "F2" },
        { "tag in the name of a segment", "G3" },
        { "tag entry missing", "T1" },
        { "tag entry of another kind", "T1" },
        { "tag expired too early", "T1" },
        { "tag entries counted", "T1" },
        { "tag missing", "T2" },
        { "tag of another source", "T2" },
        { "tag of another actor", "T2" },
        { "tag of another expiry", "T2" },
        { "tag of another time", "T2" },
        { "tag nobody set", "T2" },
        { "tags counted", "T2" },
        { "tag ledger missing", "T2" },
        { "tag group missing", "T3" },
        { "tag group opened", "T3" },
        { "tag of a stranger", "T3" },
        { "tag count", "T4" },
        { "tag count missing", "T4" },
        { "tag count of nobody", "T4" },
        { "points from nowhere", "L1" },
        { "lot moved", "L3" },
        { "lot opened by nothing", "L3" },
        { "merged into another", "U1" },
        { "survivor silent", "U1" },
        { "merge missing", "U1" },
        { "merge undone on paper", "U1" },
        { "absorbed a stranger", "U1" },
        { "merged with points", "U2" },
        { "merged with tags", "U2" },
        { "merged with a referrer", "U2" },
        { "consent entry missing", "N1" },
        { "consent entry of another kind", "N1" },
        { "consent withdrawn in another version", "N1" },
        { "consent renewed to the same version", "N1" },
        { "consent entries counted", "N1" },
        { "consent missing", "N2" },
        { "consent to another version", "N2" },
        { "consent since another time", "N2" },
        { "consent elsewhere", "N2" },
        { "consent recorded by another", "N2" },
        { "consent that nobody gave", "N2" },
        { "consent that was withdrawn", "N2" },
        { "consents counted", "N2" },
        { "consent ledger missing", "N2" },
    };

    public static IEnumerable<TheoryDataRow<string, string>> All =>
        [.. Tampering, .. CouponTampering.Cases.Concat(LevelTampering.Cases).Select(one => new TheoryDataRow<string, string>(one.Tampering, one.Law))];

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_broken_law_is_named(string tampering, string law)
    {
        await using Shop shop = await BusyShopAsync();
        IRecordStore store = shop.Store;
        await shop.VerifyAsync(TestContext.Current.CancellationToken);

        CommitResult result = await store.CommitAsync(new ChangeSet(await TamperAsync(tampering, store)), TestContext.Current.CancellationToken);

        Assert.True(result.IsCommitted);
        VerificationReport report = await shop.Domain.VerifyAsync(Shop.Program, null, TestContext.Current.CancellationToken);
        Assert.False(report.IsSound);
        Assert.Contains(report.Breaches, breach => breach.Law == law);
    }

    [Fact]
    public async Task Every_law_of_the_page_is_broken_by_some_tampering()
    {
        string page = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "docs", "how-it-works.md"), TestContext.Current.CancellationToken);
        string[] laws = [.. page.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Split('|')[1].Trim()).Where(law => law.Length is 2 or 3 && char.IsAsciiDigit(law[^1]))];

        Assert.NotEmpty(laws);
        Assert.Equal(laws.Order(StringComparer.Ordinal), All.Select(row => row.Data.Item2).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_report_counts_all_breaches_and_lists_the_first_hundred()
    {
        await using Shop shop = Shop.InMemory();
        await shop.Domain.Members.RegisterAsync(new RegisterMember("m"), TestContext.Current.CancellationToken);
        Change[] orphans = [.. Enumerable.Range(1, 150).Select(i => new Change.Insert(
            new ReferralBinding { Program = Shop.Program, MemberId = $"x{i}", Referrer = "m", BoundAt = Start }))];
        await shop.Store.CommitAsync(new ChangeSet(orphans), TestContext.Current.CancellationToken);

        VerificationReport report = await shop.Domain.VerifyAsync(Shop.Program, null, TestContext.Current.CancellationToken);

        Assert.Equal(150, report.BreachCount);
        Assert.Equal(VerificationReport.MaxBreaches, report.Breaches.Count);
    }

    private static Task<Change[]> TamperAsync(string tampering, IRecordStore store) =>
        CouponTampering.Cases.Any(one => one.Tampering == tampering) ? CouponTampering.ChangeAsync(tampering, store)
        : LevelTampering.Cases.Any(one => one.Tampering == tampering) ? LevelTampering.ChangeAsync(tampering, store)
        : ChangeAsync(tampering, store);

    /// <summary>A shop with grants, spends, expiry, a reversal into debt, orders with two levels of commission, and refunds.</summary>
    private static async Task<Shop> BusyShopAsync()
    {
        Shop shop = Shop.InMemory(pd => pd
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

    private static async Task<Change[]> ChangeAsync(string tampering, IRecordStore store)
    {
        PointAccount account = await GetAsync<PointAccount>(store, PointAccount.KeyOf(Shop.Program, "buyer"));
        PointAccount debtor = await GetAsync<PointAccount>(store, PointAccount.KeyOf(Shop.Program, "debtor"));
        PointLot lot = await GetAsync<PointLot>(store, PointLot.KeyOf(Shop.Program, "buyer", 1));
        PointEntry entry = await GetAsync<PointEntry>(store, new RecordKey(PointEntry.Schema, "buyer", Shop.Program, lot.Id));
        Order order = await GetAsync<Order>(store, Order.KeyOf(Shop.Program, "o1"));
        CommissionSale sale = await GetAsync<CommissionSale>(store, CommissionSale.KeyOf(Shop.Program, "order/o1"));
        CommissionAccrual accrual = await GetAsync<CommissionAccrual>(store, CommissionAccrual.KeyOf(Shop.Program, "middle", "order/o1", 1));
        CommissionAccount commission = await GetAsync<CommissionAccount>(store, CommissionAccount.KeyOf(Shop.Program, "middle", "CNY"));
        RecordPage entries = await store.QueryAsync(new RecordQuery(CommissionEntry.Schema.Primary, Shop.Program, 10, "middle"), CancellationToken.None);
        ReferralBinding binding = await GetAsync<ReferralBinding>(store, ReferralBinding.KeyOf(Shop.Program, "buyer"));
        OperationRecord operation = await GetAsync<OperationRecord>(store, OperationRecord.KeyOf(Shop.Program, "o1", "order.paid"));
        Purchase purchase = await GetAsync<Purchase>(store, Purchase.KeyOf(Shop.Program, "buyer", order.PaidAt, "o1"));
        MemberTotals totals = await GetAsync<MemberTotals>(store, MemberTotals.KeyOf(Shop.Program, "buyer", "CNY"));
        CategoryTotals category = await GetAsync<CategoryTotals>(store, CategoryTotals.KeyOf(Shop.Program, "buyer", "CNY", "drinks"));
        ReferrerTotals referred = await GetAsync<ReferrerTotals>(store, ReferrerTotals.KeyOf(Shop.Program, "middle", "CNY"));
        ReferralTally tally = await GetAsync<ReferralTally>(store, ReferralTally.KeyOf(Shop.Program, "middle"));
        CountedReferral counted = await GetAsync<CountedReferral>(store, CountedReferral.KeyOf(Shop.Program, "buyer"));
        SegmentStanding standing = await GetAsync<SegmentStanding>(store, SegmentStanding.KeyOf(Shop.Program, "buyer", "buyers"));
        SegmentTally members = await GetAsync<SegmentTally>(store, SegmentTally.KeyOf(Shop.Program, "buyers"));
        RecordPage events = await store.QueryAsync(new RecordQuery(SegmentEvent.Schema.Primary, Shop.Program, 10, "buyer"), CancellationToken.None);
        LifecycleState stage = await GetAsync<LifecycleState>(store, LifecycleState.KeyOf(Shop.Program, "buyer"));
        LifecycleTally stages = await GetAsync<LifecycleTally>(store, LifecycleTally.KeyOf(Shop.Program, LifecycleStage.New));
        RecordPage steps = await store.QueryAsync(new RecordQuery(LifecycleEvent.Schema.Primary, Shop.Program, 10, "buyer"), CancellationToken.None);
        RfmState score = await GetAsync<RfmState>(store, RfmState.KeyOf(Shop.Program, "buyer"));
        RfmRun run = await GetAsync<RfmRun>(store, RfmRun.KeyOf(Shop.Program, DateOnly.FromDateTime(Start.AddDays(3).DateTime)));
        RecordPage scores = await store.QueryAsync(new RecordQuery(RfmEntry.Schema.Primary, Shop.Program, 10, "buyer"), CancellationToken.None);
        var asOf = DateOnly.FromDateTime(Start.AddDays(3).DateTime);
        MemberForecast forecast = await GetAsync<MemberForecast>(store, MemberForecast.KeyOf(Shop.Program, "buyer"));
        ForecastRun forecasts = await GetAsync<ForecastRun>(store, ForecastRun.KeyOf(Shop.Program, asOf));
        MemberTag tea = await GetAsync<MemberTag>(store, MemberTag.KeyOf(Shop.Program, "buyer", "likes", "tea"));
        MemberTag city = await GetAsync<MemberTag>(store, MemberTag.ExclusiveKeyOf(Shop.Program, "buyer", "city"));
        TagLedger ledger = await GetAsync<TagLedger>(store, TagLedger.KeyOf(Shop.Program, "buyer"));
        TagCount count = await GetAsync<TagCount>(store, TagCount.KeyOf(Shop.Program, "likes", "tea"));
        TagGroup group = await GetAsync<TagGroup>(store, TagGroup.KeyOf(Shop.Program, "city"));
        RecordPage told = await store.QueryAsync(new RecordQuery(TagEntry.Schema.Primary, Shop.Program, 10, "buyer"), CancellationToken.None);
        var first = (TagEntry)told.Records[0];
        var last = (TagEntry)told.Records[^1];
        Member old = await GetAsync<Member>(store, Member.KeyOf(Shop.Program, "old"));
        Member kept = await GetAsync<Member>(store, Member.KeyOf(Shop.Program, "kept"));
        MemberMerge merge = await GetAsync<MemberMerge>(store, MemberMerge.KeyOf(Shop.Program, "old"));
        PointAccount closed = await GetAsync<PointAccount>(store, PointAccount.KeyOf(Shop.Program, "old"));
        PointLot moved = await GetAsync<PointLot>(store, PointLot.KeyOf(Shop.Program, "kept", 1));
        PointEntry came = await GetAsync<PointEntry>(store, new RecordKey(PointEntry.Schema, "kept", Shop.Program, moved.Id));
        TagLedger closedTags = await GetAsync<TagLedger>(store, TagLedger.KeyOf(Shop.Program, "old"));
        Consent consent = await GetAsync<Consent>(store, Consent.KeyOf(Shop.Program, "buyer", "sms", null));
        ConsentLedger consented = await GetAsync<ConsentLedger>(store, ConsentLedger.KeyOf(Shop.Program, "buyer"));
        RecordPage said = await store.QueryAsync(new RecordQuery(ConsentEntry.Schema.Primary, Shop.Program, 10, "buyer"), CancellationToken.None);
        var gave = (ConsentEntry)said.Records[0];
        var renewed = (ConsentEntry)said.Records[1];
        var withdrew = (ConsentEntry)said.Records[3];
        return tampering switch
        {
            "points from nowhere" => [Update(came with { Kind = PointEntryKind.Grant })],
            "lot moved" => [Update(moved with { Moved = moved.Moved - 1, Spent = 1 })],
            "lot opened by nothing" => [Insert(moved with { Sequence = 9, Remaining = 0, Moved = 0 })],
            "merged into another" => [Update(old with { MergedInto = "top" })],
            "survivor silent" => [Update(kept with { Absorbed = [] })],
            "merge missing" => [Delete(merge)],
            "merge undone on paper" => [Update(merge with { UndoneAt = Start })],
            "absorbed a stranger" => [Update(kept with { Absorbed = ["old", "top"] })],
            "merged with points" => [Update(closed with { Balance = 1 })],
            "merged with tags" => [Update(closedTags with { Tags = 1 })],
            "merged with a referrer" => [Insert(binding with { MemberId = "old" })],
            "consent entry missing" => [Delete(withdrew)],
            "consent entry of another kind" => [Update(gave with { Kind = ConsentEntryKind.Renew })],
            "consent withdrawn in another version" => [Update(withdrew with { Version = 2 })],
            "consent renewed to the same version" => [Update(renewed with { Version = 1 })],
            "consent entries counted" => [Update(consented with { Entries = consented.Entries + 1 })],
            "consent missing" => [Delete(consent)],
            "consent to another version" => [Update(consent with { Version = 3 })],
            "consent since another time" => [Update(consent with { GivenAt = consent.GivenAt.AddTicks(1) })],
            "consent elsewhere" => [Update(consent with { Channel = "nowhere" })],
            "consent recorded by another" => [Update(consent with { Actor = null })],
            "consent that nobody gave" => [Insert(consent with { Recipient = "partner" })],
            "consent that was withdrawn" => [Insert(consent with { Purpose = "ads", Recipient = "partner", Version = 1, GivenAt = Start, Actor = null })],
            "consents counted" => [Update(consented with { Consents = consented.Consents + 1 })],
            "consent ledger missing" => [Delete(consented)],
            "segment standing" => [Update(standing with { IsIn = false })],
            "segment standing missing" => [Delete(standing)],
            "segment event missing" => [Delete(events.Records[0])],
            "segment tally" => [new Change.Add(members.Key, SegmentTally.MembersColumn, 1)],
            "segment tally missing" => [Delete(members)],
            "lifecycle stage" => [Update(stage with { Stage = LifecycleStage.Loyal })],
            "lifecycle reason" => [Update(stage with { Reason = LifecycleReasons.Refunded })],
            "lifecycle next day" => [Update(stage with { NextTransitionOn = null })],
            "lifecycle state missing" => [Delete(stage)],
            "lifecycle event missing" => [Delete(steps.Records[0])],
            "lifecycle event of another stage" => [Update((LifecycleEvent)steps.Records[0] with { To = LifecycleStage.Silent })],
            "lifecycle events counted" => [Update(stage with { Events = stage.Events + 1 })],
            "lifecycle tally" => [new Change.Add(stages.Key, LifecycleTally.MembersColumn, 1)],
            "lifecycle tally missing" => [Delete(stages)],
            "score" => [Update(score with { Frequency = score.Frequency + 1 })],
            "score missing" => [Delete(score)],
            "score entry missing" => [Delete(scores.Records[0])],
            "score entry of another segment" => [Update((RfmEntry)scores.Records[0] with { Segment = "Champions of the world" })],
            "run totals" => [Update(run with { Totals = [] })],
            "run missing" => [Delete(run)],
            "forecast above one" => [Update(forecast with { AliveBillionths = 1_000_000_001 })],
            "forecast of no run" => [Update(forecast with { Version = "x" })],
            "forecast below nothing" => [Update(forecast with { ExpectedPurchasesBillionths = -1 })],
            "forecast run of other parameters" => [Update(forecasts with { HorizonDays = 91 })],
            "forecast missing" => [Delete(forecast)],
            "forecast run counted" => [Update(forecasts with { Members = forecasts.Members + 1 })],
            "tag in the name of a segment" => [Insert(tea with { MemberId = "debtor", Value = "gift", Source = TagSource.Rule, Actor = "buyers" })],
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
            "tag entry missing" => [Delete(last)],
            "tag entry of another kind" => [Update(first with { Kind = TagEntryKind.Renew })],
            "tag expired too early" => [Update(last with { At = last.ExpiresAt!.Value.AddTicks(-1) })],
            "tag entries counted" => [Update(ledger with { Entries = ledger.Entries + 1 })],
            "tag missing" => [Delete(tea)],
            "tag of another source" => [Update(tea with { Source = TagSource.Rule })],
            "tag of another actor" => [Update(city with { Actor = "bob" })],
            "tag of another expiry" => [Update(tea with { ExpiresAt = null })],
            "tag of another time" => [Update(tea with { SetAt = tea.SetAt.AddTicks(1) })],
            "tag nobody set" => [Insert(tea with { Value = "milk" })],
            "tags counted" => [Update(ledger with { Tags = ledger.Tags - 1 })],
            "tag ledger missing" => [Delete(ledger)],
            "tag group missing" => [Delete(group)],
            "tag group opened" => [Update(group with { IsExclusive = false })],
            "tag of a stranger" => [Insert(tea with { MemberId = "stranger" })],
            "tag count" => [new Change.Add(count.Key, TagCount.MembersColumn, 1)],
            "tag count missing" => [Delete(count)],
            "tag count of nobody" => [Insert(count with { Value = "water" })],
            "entry amount" => [Update(entry with { Amount = entry.Amount + 1 })],
            "entry balance" => [Update(entry with { BalanceAfter = entry.BalanceAfter + 1 })],
            "entry missing" => [new Change.Delete(entry.Key, entry.Revision)],
            "entry amount zero" => [Update(entry with { Amount = 0 })],
            "issued points vanish" => [Update(entry with { Kind = PointEntryKind.Debt })],
            "lot remaining" => [Update(lot with { Remaining = lot.Remaining + 1 })],
            "lot spent" => [Update(lot with { Spent = lot.Spent + 1, Remaining = lot.Remaining - 1 })],
            "account balance" => [Update(account with { Balance = account.Balance + 1 })],
            "account next expiry" => [Update(account with { NextExpiry = account.NextExpiry!.Value.AddTicks(1) })],
            "account negative" => [Update(account with { Balance = -1 })],
            "debt beside balance" => [Update(debtor with { Balance = 1 })],
            "lot claimed" => [Update(lot with { Claimed = lot.Initial + 1 })],
            "order refunded" => [Update(order with { Refunded = order.Amount + 1 })],
            "order parts" => [Update(order with { Freight = 1 })],
            "order of a foreign member" => [Update(order with { MemberId = "stranger" })],
            "order without operation" => [new Change.Delete(operation.Key, operation.Revision)],
            "lot granted twice for an order" => [Update((await GetAsync<PointLot>(store, PointLot.KeyOf(Shop.Program, "buyer", 3))) with { OrderId = "o1" })],
            "order without sale" => [new Change.Delete(sale.Key, sale.Revision)],
            "own referrer" => [Update(binding with { Referrer = "buyer" })],
            "circle" => [Insert(binding with { MemberId = "top", Referrer = "buyer" })],
            "referrer unknown" => [Update(binding with { Referrer = "stranger" })],
            "third level" => [Instead(accrual with { Level = 3 }, accrual)],
            "accrual above base" => [Update(accrual with { Accrued = accrual.Base + 1 })],
            "clawback above accrual" => [Update(accrual with { ClawedBack = accrual.Accrued + 1 })],
            "commission account" => [new Change.Add(commission.Key, CommissionAccount.AccruedColumn, 1)],
            "commission entry missing" => [new Change.Delete(entries.Records[0].Key, entries.Records[0].Revision)],
            "sale refunded without clawback" => [Update(sale with { RefundedBase = sale.Base })],
            _ => throw new ArgumentOutOfRangeException(nameof(tampering), tampering, "There is no such tampering."),
        };
    }

    // The level is part of the key: the tampered accrual is another record, put beside the right one.
    private static Change Instead(Record tampered, Record original) => tampered.Key == original.Key ? Update(tampered) : Insert(tampered);
}
