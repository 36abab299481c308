using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Referrals;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Storage.Sqlite;

namespace PrivateDomain.Sdk.Tests.Metrics;

/// <summary>The rules of metrics by example, on both stores.</summary>
public sealed class MetricTests
{
    private static readonly DateTimeOffset s_start = new(2024, 3, 1, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    public async Task Orders_make_the_metrics_of_buyer_and_referrer(StoreKind store)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = await OpenAsync(store, ct);
        await PayAsync(shop, "o1", 0, ct, ("tea", 100), ("cup", 51));
        await PayAsync(shop, "o2", 40, ct, ("tea", 200), (null, 50));
        await PayAsync(shop, "o3", 100, ct, ("茶", 0));

        MemberMetrics buyer = await GetAsync(shop, 100, ct);
        Assert.Equal((3, Cny(401), Cny(134)), (buyer.Orders, buyer.Spend, buyer.AverageOrder));
        Assert.Equal((s_start, s_start.AddDays(100)), (buyer.FirstOrderAt, buyer.LastOrderAt));
        Assert.Equal((100, 0), (buyer.DaysSinceFirstOrder, buyer.DaysSinceLastOrder));
        Assert.Equal([new(30, 1, Cny(0)), new(90, 2, Cny(250)), new(365, 3, Cny(401))], buyer.Windows);
        Assert.Equal([new("cup", 1, Cny(51)), new("tea", 2, Cny(300)), new("茶", 1, Cny(0))], buyer.Categories);
        Assert.Equal((0, 0, Cny(0), 0m), (buyer.OrdersReturned, buyer.OrdersRefunded, buyer.Refunded, buyer.RefundRate));
        Assert.Equal(new ReferralMetrics(0, 0, Cny(0)), buyer.Referrals);
        MemberMetrics referrer = (await shop.Domain.Metrics.GetAsync("r", s_start, ct))!;
        Assert.Equal(new ReferralMetrics(1, 3, Cny(401)), referrer.Referrals);
        Assert.Equal((0, null, null, null), (referrer.Orders, referrer.AverageOrder, referrer.LastOrderAt, referrer.RefundRate));
        await shop.VerifyAsync(ct);
        await shop.RestartAsync();
        Assert.Equivalent(buyer, await GetAsync(shop, 100, ct), strict: true);
    }

    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    public async Task A_full_refund_leaves_no_trace_but_in_the_figures_about_refunds(StoreKind store)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = await OpenAsync(store, ct);
        await PayAsync(shop, "o2", 5, ct, ("tea", 100));
        MemberMetrics before = await GetAsync(shop, 10, ct);
        await PayAsync(shop, "o1", 0, ct, ("cup", 40), ("tea", 60));
        await PayAsync(shop, "o3", 9, ct, ("cup", 200));

        await RefundAsync(shop, "f1", "o1", 30, ct);
        await RefundAsync(shop, "f2", "o3", 200, ct);
        await RefundAsync(shop, "f3", "o1", 70, ct);

        MemberMetrics after = await GetAsync(shop, 10, ct);
        Assert.Equal((2, 2, Cny(300), 0.75m), (after.OrdersReturned, after.OrdersRefunded, after.Refunded, after.RefundRate));
        Assert.Equivalent(before, after with { OrdersReturned = 0, OrdersRefunded = 0, Refunded = Cny(0), RefundRate = 0m }, strict: true);
        Assert.Equal(new ReferralMetrics(1, 1, Cny(100)), (await shop.Domain.Metrics.GetAsync("r", null, ct))!.Referrals);
        await shop.VerifyAsync(ct);
    }

    [Fact]
    public async Task First_and_last_fall_back_over_many_returned_orders()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = await OpenAsync(StoreKind.Memory, ct);
        for (int i = 0; i < 60; i++)
        {
            await PayAsync(shop, $"o{i}", i, ct, ("tea", 10));
        }

        // Together, so that all are decided in one batch or two; and the outer ones last.
        await Task.WhenAll(Enumerable.Range(0, 60).Where(i => i != 31).OrderBy(i => -Math.Abs(i - 31)).Reverse()
            .Select(i => shop.Domain.Orders.RefundedAsync(new($"f{i}", $"o{i}", Cny(10), s_start.AddDays(100)), ct).AsTask()));

        MemberMetrics metrics = await GetAsync(shop, 100, ct);
        Assert.Equal((1, s_start.AddDays(31), s_start.AddDays(31)), (metrics.Orders, metrics.FirstOrderAt, metrics.LastOrderAt));
        await RefundAsync(shop, "f31", "o31", 10, ct);
        metrics = await GetAsync(shop, 100, ct);
        Assert.Equal((0, null, null, null), (metrics.Orders, metrics.FirstOrderAt, metrics.LastOrderAt, metrics.AverageOrder));
        Assert.Empty(metrics.Categories);
        await shop.VerifyAsync(ct);
    }

    [Fact]
    public async Task An_order_counts_until_its_goods_are_refunded_whatever_becomes_of_freight_and_tax()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = await OpenAsync(StoreKind.Memory, ct);
        await shop.Domain.Orders.PaidAsync(new("o", "b", [Line("tea", 100)], s_start) { Freight = Cny(10), Tax = Cny(5) }, ct);
        Assert.Equal(Cny(100), (await GetAsync(shop, 0, ct)).Spend);

        await shop.Domain.Orders.RefundedAsync(new("f1", "o", s_start) { Freight = Cny(10) }, ct);
        MemberMetrics metrics = await GetAsync(shop, 0, ct);
        Assert.Equal((1, 1, Cny(100), Cny(0)), (metrics.Orders, metrics.OrdersRefunded, metrics.Spend, metrics.Refunded));

        await RefundAsync(shop, "f2", "o", 100, ct);
        metrics = await GetAsync(shop, 0, ct);
        Assert.Equal((0, 1, 1, Cny(0), 1m), (metrics.Orders, metrics.OrdersReturned, metrics.OrdersRefunded, metrics.Spend, metrics.RefundRate));

        // Free goods: the order counts until what was paid for its delivery is refunded; a gift counts for ever.
        await shop.Domain.Orders.PaidAsync(new("free", "b", [Line("tea", 0)], s_start) { Freight = Cny(10) }, ct);
        await PayAsync(shop, "gift", 1, ct, ("tea", 0));
        Assert.Equal(2, (await GetAsync(shop, 1, ct)).Orders);
        await RefundAsync(shop, "f3", "free", 10, ct);
        metrics = await GetAsync(shop, 1, ct);
        Assert.Equal((1, s_start.AddDays(1)), (metrics.Orders, metrics.FirstOrderAt));
        Assert.Equal([new("tea", 1, Cny(0))], metrics.Categories);
        await shop.VerifyAsync(ct);
    }

    [Fact]
    public async Task A_refund_by_amount_is_shared_by_categories_and_one_by_line_is_the_lines()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = await OpenAsync(StoreKind.Memory, ct);
        await PayAsync(shop, "o", 0, ct, ("a", 100), ("b", 100), (null, 100));

        // 100 over three equal categories: 34 for lines without a category, which come first, then 33 and 33.
        await RefundAsync(shop, "f1", "o", 100, ct);
        Assert.Equal([new("a", 1, Cny(67)), new("b", 1, Cny(67))], (await GetAsync(shop, 0, ct)).Categories);

        // Then 90 of b's line: what was refunded by amount is shared anew by what is left: 100 over 10, 100 and 100.
        await shop.Domain.Orders.RefundedAsync(new("f2", "o", s_start) { Lines = [new RefundedLine(2, Cny(90))] }, ct);
        MemberMetrics metrics = await GetAsync(shop, 0, ct);
        Assert.Equal([new("a", 1, Cny(53)), new("b", 1, Cny(5))], metrics.Categories);
        Assert.Equal(Cny(110), metrics.Spend);
        await shop.VerifyAsync(ct);
    }

    [Theory]
    [InlineData("UTC", 5, 1, 1)]
    [InlineData("Asia/Shanghai", 4, 1, 2)]
    [InlineData("America/Los_Angeles", 5, 0, 1)]
    public async Task Days_and_windows_are_business_dates_of_the_programs_zone(string zone, int days, int inOne, int inFive)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = await OpenAsync(StoreKind.Memory, ct, pd => pd.TimeZone(zone).Metrics(o => o.WindowDays = [5, 1]));
        var asOf = new DateTimeOffset(2024, 3, 15, 12, 0, 0, TimeSpan.Zero);
        foreach ((string id, DateTimeOffset at) in new[]
        {
            ("first", new DateTimeOffset(2024, 3, 10, 16, 0, 0, TimeSpan.Zero)),
            ("second", new DateTimeOffset(2024, 3, 15, 0, 0, 0, TimeSpan.Zero)),
            ("later", asOf.AddTicks(1)),
        })
        {
            Assert.True((await shop.Domain.Orders.PaidAsync(new(id, "b", [Line("tea", 1)], at), ct)).IsAccepted);
        }

        MemberMetrics metrics = (await shop.Domain.Metrics.GetAsync("b", asOf, ct))!;
        Assert.Equal((days, 0), (metrics.DaysSinceFirstOrder, metrics.DaysSinceLastOrder));
        Assert.Equal([(1, inOne), (5, inFive)], metrics.Windows.Select(window => (window.Days, (int)window.Orders)));
        Assert.Equal(-days, -(await shop.Domain.Metrics.GetAsync("b", asOf, ct))!.DaysSinceFirstOrder);
    }

    [Fact]
    public async Task A_member_with_more_purchases_and_categories_than_a_load_takes_is_read_exactly()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = await OpenAsync(StoreKind.Memory, ct);
        const int orders = 1_300;
        await Task.WhenAll(Enumerable.Range(0, orders).Select(i => shop.Domain.Orders.PaidAsync(
            new($"o{i}", "b", [Line($"c{i % 700}", 1 + i)], s_start.AddDays(-(i % 200))), ct).AsTask()));

        MemberMetrics metrics = await GetAsync(shop, 0, ct);

        Assert.Equal(orders, metrics.Orders);
        Assert.Equal(700, metrics.Categories.Count);
        Assert.Equal(metrics.Spend.MinorUnits, metrics.Categories.Sum(category => category.Spend.MinorUnits));
        Assert.Equal(
            [Enumerable.Range(0, orders).Count(i => i % 200 < 30), Enumerable.Range(0, orders).Count(i => i % 200 < 90), orders],
            metrics.Windows.Select(window => (int)window.Orders));
        Assert.Equal(metrics.Spend, metrics.Windows[^1].Spend);
        Assert.Equal(orders, await shop.Domain.Metrics.ReadPurchasesAsync(ct).CountAsync(ct));
        await shop.VerifyAsync(ct);
    }

    [Fact]
    public async Task Rebinding_moves_the_member_and_leaves_each_purchase_with_its_referrer()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = await OpenAsync(StoreKind.Memory, ct, pd => pd.Referrals(o => o.Rebinding = RebindingPolicy.Always));
        await shop.Domain.Members.RegisterAsync(new("s"), ct);
        await PayAsync(shop, "o1", 0, ct, ("tea", 100));
        await shop.Domain.Referrals.BindAsync(new("again", "b", "s"), ct);
        await shop.Domain.Referrals.BindAsync(new("once-more", "b", "s"), ct);
        await PayAsync(shop, "o2", 1, ct, ("tea", 30));
        await RefundAsync(shop, "f", "o1", 40, ct);

        Assert.Equal(new ReferralMetrics(0, 1, Cny(60)), (await shop.Domain.Metrics.GetAsync("r", null, ct))!.Referrals);
        Assert.Equal(new ReferralMetrics(1, 1, Cny(30)), (await shop.Domain.Metrics.GetAsync("s", null, ct))!.Referrals);
        await shop.VerifyAsync(ct);
    }

    [Fact]
    public async Task A_replayed_key_and_a_refused_command_change_nothing()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = await OpenAsync(StoreKind.Memory, ct);
        await PayAsync(shop, "o", 0, ct, ("tea", 100));
        await RefundAsync(shop, "f", "o", 40, ct);
        string before = await shop.DumpAsync(ct, static type => type.Name != "operations");

        await PayAsync(shop, "o", 0, ct, ("tea", 100));
        await RefundAsync(shop, "f", "o", 40, ct);
        Assert.Equal(OrderRefusals.RefundExceedsPaid, (await shop.Domain.Orders.RefundedAsync(new("g", "o", Cny(61), s_start), ct)).Refusal?.Code);
        Assert.False((await shop.Domain.Orders.PaidAsync(new("x", "nobody", [Line("tea", 1)], s_start), ct)).IsAccepted);
        Assert.False((await shop.Domain.Referrals.BindAsync(new("x", "r", "b"), ct)).IsAccepted);

        Assert.Equal(before, await shop.DumpAsync(ct, static type => type.Name != "operations"));
    }

    [Fact]
    public async Task Purchases_are_paged_latest_first_and_streamed_by_member_in_the_order_of_payment()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = await OpenAsync(StoreKind.Memory, ct);
        await shop.Domain.Members.RegisterAsync(new("a"), ct);
        foreach (int day in new[] { 3, 1, 2 })
        {
            await PayAsync(shop, $"z{day}", day, ct, ("tea", 1));
            await shop.Domain.Orders.PaidAsync(new($"y{day}", "a", [Line("tea", day)], s_start.AddDays(-day)), ct);
        }

        Page<Purchase> page = await shop.Domain.Metrics.GetPurchasesAsync("b", new PageRequest(Size: 2), ct);
        Assert.Equal(["z3", "z2"], page.Items.Select(purchase => purchase.OrderId.Value));
        page = await shop.Domain.Metrics.GetPurchasesAsync("b", new PageRequest(page.NextCursor, 2), ct);
        Assert.Equal(["z1"], page.Items.Select(purchase => purchase.OrderId.Value));
        Assert.Equal(["y3", "y2", "y1", "z1", "z2", "z3"], await shop.Domain.Metrics.ReadPurchasesAsync(ct).Select(p => p.OrderId.Value).ToListAsync(ct));
        Assert.Equal(["a", "b"], await shop.Domain.Metrics.ReadTotalsAsync(ct).Select(totals => totals.MemberId.Value).ToListAsync(ct));
    }

    [Fact]
    public async Task An_unknown_member_has_no_metrics_and_a_moment_out_of_range_is_refused()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = await OpenAsync(StoreKind.Memory, ct);
        Assert.Null(await shop.Domain.Metrics.GetAsync("nobody", null, ct));
        Assert.Null(await shop.Domain.ForProgram("other").Metrics.GetAsync("b", null, ct));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await shop.Domain.Metrics.GetAsync("b", new DateTimeOffset(1899, 1, 1, 0, 0, 0, TimeSpan.Zero), ct));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await shop.Domain.Metrics.GetPurchasesAsync("b", new PageRequest(Size: 501), ct));
    }

    [Fact]
    public async Task Where_metrics_are_not_kept_nothing_is_stored_and_reading_says_what_to_do()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = await OpenAsync(StoreKind.Memory, ct, pd => pd.Metrics(o => o.AreKept = false));
        await PayAsync(shop, "o", 0, ct, ("tea", 100));
        await RefundAsync(shop, "f", "o", 40, ct);

        Assert.Empty(await shop.DumpAsync(ct, MetricDump.IsMetric));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await shop.Domain.Metrics.GetAsync("b", null, ct));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await shop.Domain.Metrics.GetPurchasesAsync("b", null, ct));
        Assert.Throws<InvalidOperationException>(() => shop.Domain.Metrics.ReadPurchasesAsync(ct));
        Assert.Throws<InvalidOperationException>(() => shop.Domain.Metrics.ReadTotalsAsync(ct));
        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(async () => await shop.Domain.Metrics.RebuildAsync(null, ct));
        Assert.Contains("Metrics()", refused.Message, StringComparison.Ordinal);
        await shop.VerifyAsync(ct);
    }

    [Fact]
    public async Task Another_currency_is_counted_apart()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = await OpenAsync(StoreKind.Memory, ct);
        await PayAsync(shop, "o", 0, ct, ("tea", 100));
        await shop.RestartAsync(pd => pd.Currency("USD").Metrics());
        await shop.Domain.Orders.PaidAsync(new("u1", "b", [new OrderLine("sku", 1, new Money(7, "USD")) { Category = "tea" }], s_start.AddDays(1)), ct);
        await shop.Domain.Orders.PaidAsync(new("u2", "b", [new OrderLine("sku", 1, new Money(9, "USD"))], s_start.AddDays(2)), ct);
        await shop.Domain.Orders.RefundedAsync(new("f1", "u1", new Money(7, "USD"), s_start.AddDays(3)), ct);
        await RefundAsync(shop, "f2", "o", 1, ct);

        MemberMetrics metrics = await GetAsync(shop, 3, ct);
        Assert.Equal((1, new Money(9, "USD"), s_start.AddDays(2)), (metrics.Orders, metrics.Spend, metrics.FirstOrderAt));
        Assert.Equal((1, 1), (metrics.Windows[0].Orders, metrics.OrdersReturned));
        Assert.Empty(metrics.Categories);
        await shop.VerifyAsync(ct);
    }

    [Fact]
    public async Task A_store_from_before_metrics_gets_what_they_need_and_keeps_what_it_has()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        using var directory = new TempDirectory();
        using (var before = new SqliteRecordStore(new SqliteStoreOptions { ConnectionString = directory.ConnectionString }))
        {
            await before.InitializeAsync(new RecordModel([.. SdkRecords.Model.Types.Where(type => !MetricDump.IsMetric(type))]), ct);
            await before.CommitAsync(new ChangeSet([new Change.Insert(new Member { Program = Shop.Program, MemberId = "old", RegisteredAt = s_start })]), ct);
        }

        await using Shop shop = Shop.OnSqlite(directory, pd => pd.Metrics());
        Assert.True((await shop.Domain.Orders.PaidAsync(new("o", "old", [Line("tea", 5)], s_start), ct)).IsAccepted);
        Assert.Equal(Cny(5), (await shop.Domain.Metrics.GetAsync("old", null, ct))?.Spend);
        Assert.Equal(2, SdkRecords.Model.Version);
    }

    private static async Task<Shop> OpenAsync(StoreKind store, CancellationToken ct, Action<PrivateDomainBuilder>? configure = null)
    {
        Shop shop = Shop.On(store, pd =>
        {
            pd.Metrics();
            configure?.Invoke(pd);
        });
        await shop.Domain.Members.RegisterAsync(new("b"), ct);
        await shop.Domain.Members.RegisterAsync(new("r"), ct);
        Assert.True((await shop.Domain.Referrals.BindAsync(new("bind", "b", "r"), ct)).IsAccepted);
        return shop;
    }

    private static async Task<MemberMetrics> GetAsync(Shop shop, int day, CancellationToken ct) =>
        (await shop.Domain.Metrics.GetAsync("b", s_start.AddDays(day), ct))!;

    private static async Task PayAsync(Shop shop, string order, int day, CancellationToken ct, params (string? Category, long Amount)[] lines) =>
        Assert.True((await shop.Domain.Orders.PaidAsync(new(order, "b", [.. lines.Select(line => Line(line.Category, line.Amount))], s_start.AddDays(day)), ct)).IsAccepted);

    private static async Task RefundAsync(Shop shop, string refund, string order, long amount, CancellationToken ct) =>
        Assert.True((await shop.Domain.Orders.RefundedAsync(new(refund, order, Cny(amount), s_start.AddDays(10)), ct)).IsAccepted);

    private static OrderLine Line(string? category, long amount) => new("sku", 1, Cny(amount)) { Category = category };

    private static Money Cny(long minorUnits) => new(minorUnits, "CNY");
}
