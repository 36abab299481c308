using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Merges;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Referrals;
using PrivateDomain.Sdk.Segments;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Tests.Merges;

/// <summary>What merging two members and parting them does, by example.</summary>
public sealed class MergeTests
{
    public static TheoryData<StoreKind> Stores => [StoreKind.Memory, StoreKind.Sqlite];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Everything_follows_and_both_ids_stand_for_one_member(StoreKind store)
    {
        await using Shop shop = await MergeShop.OpenAsync(store, "a", "b", "x", "y", "child");
        IPrivateDomain pd = shop.Domain;
        await pd.Members.LinkExternalIdAsync(new("l1", "a", new ExternalId("openid", "a-open")), Ct);
        await pd.Referrals.BindAsync(new("r1", "a", "x"), Ct);
        await pd.Referrals.BindAsync(new("r2", "child", "a"), Ct);
        await MergeShop.PayAsync(shop, "o1", "a", 100_00, "tea");
        await MergeShop.PayAsync(shop, "o2", "b", 30_00, "tea");
        await MergeShop.PayAsync(shop, "o3", "child", 50_00, "cups");
        await pd.Points.GrantAsync(new("g1", "a", 7), Ct);
        await pd.Tags.SetAsync(new("t1", "a", "likes", "tea"), Ct);
        await pd.Tags.SetAsync(new("t2", "a", "city", "Beijing"), Ct);
        await pd.Tags.SetAsync(new("t3", "b", "city", "Shanghai"), Ct);

        MergeReceipt receipt = (await pd.Merges.MergeAsync(new("m1", "a", "b") { Actor = "clerk-7", Reason = "same phone" }, Ct)).Value;

        Assert.Equal(
            ("a", "b", 107L, 0L, 1, 1, "x"),
            (receipt.From.Value, receipt.Into.Value, receipt.Points, receipt.Debt, receipt.Purchases, receipt.Tags, receipt.Referrer?.Value));
        Assert.Equal(receipt.At.AddDays(30), receipt.UndoableUntil);
        foreach (string id in (string[])["a", "b"])
        {
            Member? member = await pd.Members.GetAsync(id, Ct);
            Assert.Equal(("b", "a"), (member!.MemberId.Value, Assert.Single(member.Absorbed).Value));
            Assert.Equal(("b", 137L, 0L), Of(await pd.Points.GetBalanceAsync(id, null, null, Ct)));
            Assert.Equal(["city=Shanghai", "likes=tea"], (await pd.Tags.GetAsync(id, null, Ct)).Select(tag => $"{tag.Group}={tag.Value}"));
            MemberMetrics? metrics = await pd.Metrics.GetAsync(id, null, Ct);
            Assert.Equal((2L, 130_00L, 1L, 1L), (metrics!.Orders, metrics.Spend.MinorUnits, metrics.Referrals.Members, metrics.Referrals.Orders));
            Assert.Equal([("tea", 2L)], metrics.Categories.Select(category => (category.Category, category.Orders)));
            Assert.Equal("x", (await pd.Referrals.GetAsync(id, Ct))?.Referrer.Value);
            Assert.Equal(5_00, (await pd.Commissions.GetBalanceAsync(id, null, Ct)).Net.MinorUnits);
        }

        Assert.Equal("b", (await pd.Members.FindAsync(new ExternalId("openid", "a-open"), Ct))?.MemberId.Value);
        Assert.Equal("b", Assert.Single((await pd.Tags.GetMembersAsync("likes", "tea", null, null, Ct)).Items).MemberId.Value);
        Assert.Equal(0, await pd.Tags.CountAsync("city", "Beijing", Ct));
        Assert.Equal("same phone", (await pd.Points.GetStatementAsync("a", null, Ct)).Items[0].Reason);
        await shop.VerifyAsync(Ct);
        Assert.Equal(["buyers", "everybody", "promoters"], (await pd.Segments.GetOfMemberAsync("a", Ct)).Select(standing => standing.SegmentId.Value));
        Assert.Equal(4, await pd.Segments.CountAsync("everybody", Ct));
        Assert.Empty(await ReadAsync<SegmentStanding>(shop, SegmentStanding.Schema, "a", standing => standing.IsIn));

        // What names the merged id from now on is about the survivor; what his referrals buy is too, and his referrer's referrer is the survivor's.
        Assert.Equal(("b", 140L), ((await pd.Points.GrantAsync(new("g2", "a", 3), Ct)).Value.MemberId.Value, (await pd.Points.GetBalanceAsync("b", null, null, Ct)).Available));
        await MergeShop.PayAsync(shop, "o4", "a", 10_00, "tea");
        OrderReceipt paid = await MergeShop.PayAsync(shop, "o5", "child", 100_00, "tea");
        Assert.Equal([("a", 10_00L), ("x", 5_00L)], paid.Commissions.Select(share => (share.MemberId.Value, share.Amount)));
        Assert.Equal(3, (await pd.Metrics.GetAsync("b", null, Ct))!.Orders);
        Assert.Equal(2, (await pd.Metrics.GetAsync("b", null, Ct))!.Referrals.Orders);
        Assert.Equal("b", (await pd.Tags.SetAsync(new("t4", "a", "likes", "cups"), Ct)).Value.MemberId.Value);
        Assert.Equal(15_00, (await pd.Commissions.GetBalanceAsync("b", null, Ct)).Net.MinorUnits);
        KeyPromoter first = (await pd.Metrics.RankPromotersAsync(10, null, Ct))[0];
        Assert.Equal(("b", 2L), (first.MemberId.Value, first.Brought.Orders));
        await shop.VerifyAsync(Ct);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Undoing_at_once_leaves_everything_as_it_was(StoreKind store)
    {
        await using Shop shop = await MergeShop.OpenAsync(store, "a", "b", "x", "y");
        IPrivateDomain pd = shop.Domain;
        await pd.Referrals.BindAsync(new("r1", "a", "x"), Ct);
        await pd.Referrals.BindAsync(new("r2", "b", "a"), Ct);
        await MergeShop.PayAsync(shop, "o1", "a", 100_00, "tea");
        await MergeShop.PayAsync(shop, "o2", "b", 30_00, "cups");
        await pd.Points.GrantAsync(new("g1", "a", 7) { ExpiresAt = shop.Time.GetUtcNow().AddDays(3) }, Ct);
        await pd.Points.GrantAsync(new("g2", "a", 9) { AvailableAt = shop.Time.GetUtcNow().AddDays(2) }, Ct);
        await pd.Tags.SetAsync(new("t1", "a", "likes", "tea") { Actor = "clerk" }, Ct);
        await pd.Tags.SetAsync(new("t2", "a", "city", "Beijing"), Ct);
        await pd.Tags.SetAsync(new("t3", "b", "city", "Shanghai"), Ct);
        string before = await MergeShop.SeenAsync(shop, ["a", "b", "x", "y"]);

        await pd.Merges.MergeAsync(new("m1", "a", "b"), Ct);
        Assert.Equal("x", (await pd.Referrals.GetAsync("b", Ct))?.Referrer.Value);
        MergeReceipt undone = (await pd.Merges.UndoAsync(new("u1", "a"), Ct)).Value;

        Assert.Equal(("a", "b", 116L, 1, 2), (undone.From.Value, undone.Into.Value, undone.Points, undone.Purchases, undone.Tags));
        Assert.Null(undone.UndoableUntil);
        Assert.Equal(before, await MergeShop.SeenAsync(shop, ["a", "b", "x", "y"]));
        Assert.NotNull((await pd.Merges.GetAsync("a", Ct))?.UndoneAt);
        await shop.VerifyAsync(Ct);

        // Again: what was moved before leaves nothing behind that counts twice.
        await pd.Merges.MergeAsync(new("m2", "a", "b"), Ct);
        Assert.Equal(("b", 137L, 9L), Of(await pd.Points.GetBalanceAsync("a", null, null, Ct)));
        await shop.VerifyAsync(Ct);
        await pd.Merges.UndoAsync(new("u2", "a"), Ct);
        Assert.Equal(before, await MergeShop.SeenAsync(shop, ["a", "b", "x", "y"]));
        await shop.VerifyAsync(Ct);
    }

    [Theory]
    [InlineData(100, 0, 0, 30)]
    [InlineData(0, 30, 100, 0)]
    [InlineData(0, 30, 0, 50)]
    [InlineData(20, 0, 0, 50)]
    [InlineData(0, 50, 20, 0)]
    [InlineData(0, 0, 0, 0)]
    public async Task What_either_owes_is_paid_with_what_the_other_has_and_owed_again_once_they_part(long points, long debt, long pointsOfB, long debtOfB)
    {
        await using Shop shop = await MergeShop.OpenAsync(StoreKind.Memory, "a", "b");
        await MergeShop.GiveAsync(shop, "a", points, debt);
        await MergeShop.GiveAsync(shop, "b", pointsOfB, debtOfB);
        string before = await MergeShop.SeenAsync(shop, ["a", "b"]);
        long net = points - debt + pointsOfB - debtOfB;

        await shop.Domain.Merges.MergeAsync(new("m1", "a", "b"), Ct);

        PointBalance merged = await shop.Domain.Points.GetBalanceAsync("a", null, null, Ct);
        Assert.Equal((Math.Max(net, 0), Math.Max(-net, 0)), (merged.Available, merged.Debt));
        PointTotals totals = await shop.Domain.Points.GetTotalsAsync(Ct);
        Assert.Equal(totals.Granted, totals.Live + totals.Redeemed + totals.Expired + totals.Reversed + totals.DebtRepaid);
        Assert.Equal(totals.DebtIncurred, totals.DebtRepaid + totals.Debt);
        await shop.VerifyAsync(Ct);

        await shop.Domain.Merges.UndoAsync(new("u1", "a"), Ct);

        Assert.Equal(before, await MergeShop.SeenAsync(shop, ["a", "b"]));
        await shop.VerifyAsync(Ct);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_refund_of_an_order_from_before_takes_the_points_where_they_went(StoreKind store)
    {
        await using Shop shop = await MergeShop.OpenAsync(store, "a", "b", "c");
        IPrivateDomain pd = shop.Domain;
        await MergeShop.PayAsync(shop, "o1", "a", 100_00, "tea");
        await pd.Points.GrantAsync(new("g1", "b", 50) { ExpiresAt = PointLot.Never }, Ct);
        await pd.Points.GrantAsync(new("g2", "c", 5), Ct);
        await pd.Merges.MergeAsync(new("m1", "a", "b"), Ct);
        await pd.Merges.MergeAsync(new("m2", "b", "c"), Ct);

        RefundReceipt half = (await pd.Orders.RefundedAsync(new("f1", "o1", shop.Time.GetUtcNow()) { Amount = new Money(40_00, "CNY") }, Ct)).Value;

        Assert.Equal((40L, 0L, 115L), (half.PointsReversed, half.DebtIncurred, half.Balance));
        Assert.Equal("c", (await pd.Points.GetBalanceAsync("a", null, null, Ct)).MemberId.Value);
        await shop.VerifyAsync(Ct);

        // The rest of the order's points runs out of time; it is not taken back again from what was granted otherwise.
        shop.Time.Now = shop.Time.Now.AddDays(400);
        await pd.Points.ExpireAsync(null, null, Ct);
        RefundReceipt rest = (await pd.Orders.RefundedAsync(new("f2", "o1", shop.Time.GetUtcNow()) { Amount = new Money(60_00, "CNY") }, Ct)).Value;
        Assert.Equal((0L, 60L, 0L, 50L), (rest.PointsReversed, rest.PointsSettled, rest.DebtIncurred, rest.Balance));
        Assert.Equal((0L, 0L), ((await pd.Metrics.GetAsync("a", null, Ct))!.Orders, (await pd.Metrics.GetAsync("c", null, Ct))!.Spend.MinorUnits));
        await shop.VerifyAsync(Ct);
    }

    [Fact]
    public async Task A_grant_from_before_is_reversed_by_its_own_receipt_once()
    {
        await using Shop shop = await MergeShop.OpenAsync(StoreKind.Memory, "a", "b");
        IPrivateDomain pd = shop.Domain;
        GrantReceipt grant = (await pd.Points.GrantAsync(new("g1", "a", 100), Ct)).Value;
        await pd.Points.GrantAsync(new("g2", "b", 10), Ct);
        await pd.Merges.MergeAsync(new("m1", "a", "b"), Ct);
        PointEntry came = (await pd.Points.GetStatementAsync("b", null, Ct)).Items[0];

        Outcome<ReversalReceipt> first = await pd.Points.ReverseAsync(new("v1", grant.MemberId, grant.Lot, 70), Ct);
        Outcome<ReversalReceipt> tooMuch = await pd.Points.ReverseAsync(new("v2", grant.MemberId, grant.Lot, 31), Ct);
        Outcome<ReversalReceipt> ofMoved = await pd.Points.ReverseAsync(new("v3", "b", came.Lot, 1), Ct);

        Assert.Equal(("b", 70L, 40L), (first.Value.MemberId.Value, first.Value.Reversed, first.Value.Balance));
        Assert.Equal(PointRefusals.ReversalExceedsGrant, tooMuch.Refusal?.Code);
        Assert.Equal((PointEntryKind.TransferIn, PointRefusals.ReversalExceedsGrant), (came.Kind, ofMoved.Refusal?.Code));
        await shop.VerifyAsync(Ct);
    }

    [Fact]
    public async Task What_was_spent_or_changed_since_stays_with_the_survivor()
    {
        await using Shop shop = await MergeShop.OpenAsync(StoreKind.Memory, "a", "b", "x", "y");
        IPrivateDomain pd = shop.Domain;
        await pd.Referrals.BindAsync(new("r1", "a", "x"), Ct);
        await MergeShop.PayAsync(shop, "o1", "a", 100_00, "tea");
        await pd.Tags.SetAsync(new("t1", "a", "city", "Beijing"), Ct);
        await pd.Merges.MergeAsync(new("m1", "a", "b"), Ct);
        await pd.Points.SpendAsync(new("s1", "a", 30), Ct);
        await pd.Tags.SetAsync(new("t2", "b", "city", "Xi'an"), Ct);
        await MergeShop.PayAsync(shop, "o2", "a", 20_00, "cups");

        MergeReceipt undone = (await pd.Merges.UndoAsync(new("u1", "a"), Ct)).Value;

        Assert.Equal((70L, 1), (undone.Points, undone.Purchases));
        Assert.Equal(("a", 70L, 0L), Of(await pd.Points.GetBalanceAsync("a", null, null, Ct)));
        Assert.Equal(("b", 20L, 0L), Of(await pd.Points.GetBalanceAsync("b", null, null, Ct)));
        Assert.Equal(["city=Beijing"], (await pd.Tags.GetAsync("a", null, Ct)).Select(tag => $"{tag.Group}={tag.Value}"));
        Assert.Equal(["city=Xi'an"], (await pd.Tags.GetAsync("b", null, Ct)).Select(tag => $"{tag.Group}={tag.Value}"));
        Assert.Equal((100_00L, 20_00L), ((await pd.Metrics.GetAsync("a", null, Ct))!.Spend.MinorUnits, (await pd.Metrics.GetAsync("b", null, Ct))!.Spend.MinorUnits));
        Assert.Equal("x", (await pd.Referrals.GetAsync("a", Ct))?.Referrer.Value);
        Assert.Null(await pd.Referrals.GetAsync("b", Ct));
        await shop.VerifyAsync(Ct);
    }

    [Fact]
    public async Task Nobody_becomes_his_own_referrer()
    {
        await using Shop shop = await MergeShop.OpenAsync(StoreKind.Memory, "a", "b", "c", "x");
        IPrivateDomain pd = shop.Domain;
        await pd.Referrals.BindAsync(new("r1", "a", "x"), Ct);
        await pd.Referrals.BindAsync(new("r2", "c", "a"), Ct);
        await pd.Referrals.BindAsync(new("r3", "b", "c"), Ct);

        // b was brought by c, whom a brought: once a is b, b has the referrer of a.
        MergeReceipt merged = (await pd.Merges.MergeAsync(new("m1", "a", "b"), Ct)).Value;
        Assert.Equal("x", merged.Referrer?.Value);
        Assert.Equal("a", (await pd.Referrals.GetAsync("c", Ct))?.Referrer.Value);
        Assert.Equal(ReferralRefusals.Self, (await pd.Referrals.BindAsync(new("r4", "b", "a"), Ct)).Refusal?.Code);
        Assert.Equal(ReferralRefusals.Cycle, (await pd.Referrals.BindAsync(new("r5", "x", "c"), Ct)).Refusal?.Code);
        await shop.VerifyAsync(Ct);

        await pd.Merges.UndoAsync(new("u1", "a"), Ct);
        Assert.Equal(("x", "c"), ((await pd.Referrals.GetAsync("a", Ct))?.Referrer.Value, (await pd.Referrals.GetAsync("b", Ct))?.Referrer.Value));
        await shop.VerifyAsync(Ct);
    }

    [Fact]
    public async Task Merges_chain_and_are_undone_from_the_last()
    {
        await using Shop shop = await MergeShop.OpenAsync(StoreKind.Memory, "a", "b", "c");
        IPrivateDomain pd = shop.Domain;
        await MergeShop.PayAsync(shop, "o1", "a", 10_00, "tea");
        await MergeShop.PayAsync(shop, "o2", "b", 20_00, "tea");
        await MergeShop.PayAsync(shop, "o3", "c", 40_00, "tea");
        string before = await MergeShop.SeenAsync(shop, ["a", "b", "c"]);
        await pd.Merges.MergeAsync(new("m1", "a", "b"), Ct);
        string between = await MergeShop.SeenAsync(shop, ["a", "b", "c"]);
        Assert.Equal("c", (await pd.Merges.MergeAsync(new("m2", "b", "c"), Ct)).Value.Into.Value);

        Assert.Equal(("c", 70L, 0L), Of(await pd.Points.GetBalanceAsync("a", null, null, Ct)));
        Assert.Equal(["a", "b"], (await pd.Members.GetAsync("a", Ct))!.Absorbed.Select(id => id.Value));
        Assert.Equal(MergeRefusals.NotLatest, (await pd.Merges.UndoAsync(new("u1", "a"), Ct)).Refusal?.Code);
        Assert.Equal(MergeRefusals.SamePerson, (await pd.Merges.MergeAsync(new("m3", "a", "b"), Ct)).Refusal?.Code);
        await shop.VerifyAsync(Ct);

        await pd.Merges.UndoAsync(new("u2", "b"), Ct);
        Assert.Equal(between, await MergeShop.SeenAsync(shop, ["a", "b", "c"]));
        await shop.VerifyAsync(Ct);
        await pd.Merges.UndoAsync(new("u3", "a"), Ct);
        Assert.Equal(before, await MergeShop.SeenAsync(shop, ["a", "b", "c"]));
        await shop.VerifyAsync(Ct);
    }

    [Fact]
    public async Task What_cannot_be_merged_or_undone_is_refused_and_nothing_changes()
    {
        await using Shop shop = await MergeShop.OpenAsync(StoreKind.Memory, "a", "b", "c");
        IMerges merges = shop.Domain.Merges;
        Assert.Equal(MergeRefusals.SamePerson, (await merges.MergeAsync(new("m1", "a", "a"), Ct)).Refusal?.Code);
        Assert.Equal(MemberRefusals.NotFound, (await merges.MergeAsync(new("m2", "a", "nobody"), Ct)).Refusal?.Code);
        Assert.Equal(MemberRefusals.NotFound, (await merges.MergeAsync(new("m3", "nobody", "a"), Ct)).Refusal?.Code);
        Assert.Equal(MergeRefusals.NotMerged, (await merges.UndoAsync(new("u1", "a"), Ct)).Refusal?.Code);
        Assert.Equal("operation.invalid_text", (await merges.MergeAsync(new("m4", "a", "b") { Reason = "a\nb" }, Ct)).Refusal?.Code);

        Outcome<MergeReceipt> merged = await merges.MergeAsync(new("m5", "a", "b"), Ct);
        Outcome<MergeReceipt> again = await merges.MergeAsync(new("m5", "a", "b"), Ct);
        Assert.Equal((merged.Value, true), (again.Value, again.IsReplayed));
        Assert.Equal("operation.key_reused", (await merges.MergeAsync(new("m5", "a", "c"), Ct)).Refusal?.Code);
        Assert.Equal(MergeRefusals.AlreadyMerged, (await merges.MergeAsync(new("m6", "a", "c"), Ct)).Refusal?.Code);

        shop.Time.Now = shop.Time.Now.AddDays(30).AddTicks(1);
        Assert.Equal(MergeRefusals.Final, (await merges.UndoAsync(new("u2", "a"), Ct)).Refusal?.Code);
        Assert.Equal("b", Assert.Single(await merges.ReadAllAsync(Ct).ToListAsync(Ct)).Into.Value);
        await shop.VerifyAsync(Ct);
    }

    [Fact]
    public async Task A_member_with_too_much_to_move_is_refused_and_told_the_way_out()
    {
        await using Shop shop = await MergeShop.OpenAsync(StoreKind.Memory, "a", "b");
        await Parallel.ForAsync(0, 2_600, Ct, async (i, ct) => await shop.Domain.Points.GrantAsync(new($"g{i}", "a", 1), ct));

        Outcome<MergeReceipt> refused = await shop.Domain.Merges.MergeAsync(new("m1", "a", "b"), Ct);
        Outcome<MergeReceipt> merged = await shop.Domain.Merges.MergeAsync(new("m2", "b", "a"), Ct);

        Assert.Equal(MergeRefusals.TooLarge, refused.Refusal?.Code);
        Assert.Contains("into the other", refused.Refusal!.Message, StringComparison.Ordinal);
        Assert.True(merged.IsAccepted);
        Assert.Equal(2_600, (await shop.Domain.Points.GetBalanceAsync("b", null, null, Ct)).Available);
        await shop.VerifyAsync(Ct);
    }

    private static async Task<T[]> ReadAsync<T>(Shop shop, RecordType type, string owner, Func<T, bool> which)
        where T : Record => [.. (await StoreDump.ReadAsync(shop.Store, type, Shop.Program, Ct)).Cast<T>().Where(record => record.Owner == owner && which(record))];

    private static (string MemberId, long Available, long Pending) Of(PointBalance balance) => (balance.MemberId.Value, balance.Available, balance.Pending);
}
