using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Orders;

namespace PrivateDomain.Sdk.Tests.Metrics;

/// <summary>Callers at once, two hosts, a rebuild beside traffic and one that is cut short: every order counts once.</summary>
public sealed class MetricConcurrencyTests
{
    private const int Buyers = 6;
    private static readonly DateTimeOffset s_start = new(2024, 3, 1, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(StoreKind.Memory, 1_200)]
    [InlineData(StoreKind.Sqlite, 300)]
    public async Task Two_hosts_and_many_callers_with_one_famous_referrer_leave_exact_metrics(StoreKind store, int orders)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        using var directory = new TempDirectory();
        await using Shop one = store == StoreKind.Memory ? Shop.InMemory(On) : Shop.OnSqlite(directory, On);
        await PrepareAsync(one, ct);
        await using Shop two = store == StoreKind.Memory ? Shop.On(one.Store, On) : Shop.OnSqlite(directory, On);

        await Parallel.ForAsync(0, orders, new ParallelOptions { MaxDegreeOfParallelism = 24, CancellationToken = ct }, async (i, token) =>
            await BuyAsync(i % 2 == 0 ? one.Domain : two.Domain, i, token));

        await AssertExactAsync(one, orders, ct);
    }

    [Theory]
    [InlineData(StoreKind.Memory, 1_500)]
    [InlineData(StoreKind.Sqlite, 600)]
    public async Task A_rebuild_beside_traffic_counts_every_order_once(StoreKind store, int orders)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        using var directory = new TempDirectory();
        await using Shop one = store == StoreKind.Memory ? Shop.InMemory(Off) : Shop.OnSqlite(directory, Off);
        await PrepareAsync(one, ct);
        await Task.WhenAll(Enumerable.Range(0, orders / 2).Select(i => PayAsync(one.Domain, i, ct)));
        await one.RestartAsync(On);
        await using Shop two = store == StoreKind.Memory ? Shop.On(one.Store, On) : Shop.OnSqlite(directory, On);

        // Refunds of orders that are not counted yet, new orders, and two rebuilds at once.
        Task<MetricRebuild> first = one.Domain.Metrics.RebuildAsync(null, ct).AsTask();
        Task<MetricRebuild> second = two.Domain.Metrics.RebuildAsync(null, ct).AsTask();
        await Parallel.ForAsync(0, orders, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = ct }, async (i, token) =>
            await BuyAsync(i % 2 == 0 ? one.Domain : two.Domain, orders - 1 - i, token));
        await first;
        await second;

        await AssertExactAsync(one, orders, ct);
        Assert.Equal(0, (await one.Domain.Metrics.RebuildAsync(null, ct)).Changed);
    }

    [Fact]
    public async Task A_rebuild_that_is_cut_short_goes_on_where_it_stopped()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        const int orders = 1_300;
        await using Shop shop = Shop.InMemory(Off);
        await PrepareAsync(shop, ct);
        await Parallel.ForAsync(0, orders, ct, async (i, token) => await BuyAsync(shop.Domain, i, token));
        await shop.RestartAsync(On);
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var progress = new Reports(done =>
        {
            if (done.Orders >= 500)
            {
                cut.Cancel();
            }
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await shop.Domain.Metrics.RebuildAsync(progress, cut.Token));

        Assert.Equal(new MetricRebuild(500, 0, 500), progress.Last);
        progress = new Reports(_ => { });
        MetricRebuild rest = await shop.Domain.Metrics.RebuildAsync(progress, ct);
        Assert.Equal(new MetricRebuild(orders, Buyers, orders - 500 + Buyers), rest);
        Assert.Equal(rest, progress.Last);
        await AssertExactAsync(shop, orders, ct);
    }

    [Fact]
    public async Task A_spend_that_no_longer_fits_in_64_bits_fails_its_own_call_whole_and_leaves_the_rest_alone()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        const long largest = 1_000_000_000_000_000;
        await using Shop shop = Shop.InMemory(pd => pd.Metrics().Orders(o => o.MaxAmount = largest));
        await PrepareAsync(shop, ct);
        int fitting = (int)(long.MaxValue / largest);

        bool[] accepted = await Task.WhenAll(Enumerable.Range(0, fitting + 3).Select(async i =>
        {
            try
            {
                return (await shop.Domain.Orders.PaidAsync(new($"o{i}", "b0", [new OrderLine("sku", 1, new Money(largest, "CNY"))], s_start), ct)).IsAccepted;
            }
            catch (OverflowException)
            {
                return false;
            }
        }));

        Assert.Equal(fitting, accepted.Count(a => a));
        Assert.Equal(fitting * largest, (await shop.Domain.Metrics.GetAsync("b0", s_start, ct))!.Spend.MinorUnits);
        await shop.VerifyAsync(ct);
    }

    private static void On(PrivateDomainBuilder pd) => pd.Metrics();

    private static void Off(PrivateDomainBuilder pd) => pd.Points(o => o.EarnPerUnit = 0m);

    private static async Task PrepareAsync(Shop shop, CancellationToken ct)
    {
        await shop.Domain.Members.RegisterAsync(new("star"), ct);
        for (int b = 0; b < Buyers; b++)
        {
            await shop.Domain.Members.RegisterAsync(new($"b{b}"), ct);
            await shop.Domain.Referrals.BindAsync(new($"bind-{b}", $"b{b}", "star") { OccurredAt = s_start }, ct);
        }
    }

    private static async Task PayAsync(IPrivateDomain domain, int i, CancellationToken ct)
    {
        OrderLine[] lines = [new("x", 1, new Money(100 + i, "CNY")) { Category = "x" }, new("y", 1, new Money(50, "CNY")) { Category = $"y{i % 3}" }];
        Assert.True((await domain.Orders.PaidAsync(new($"o{i}", $"b{i % Buyers}", lines, s_start.AddMinutes(i)), ct)).IsAccepted);
    }

    /// <summary>Pays an order and refunds every third one: in part, then in full, twice each.</summary>
    private static async Task BuyAsync(IPrivateDomain domain, int i, CancellationToken ct)
    {
        await PayAsync(domain, i, ct);
        if (i % 3 == 0)
        {
            Task<Outcome<RefundReceipt>>[] refunds =
            [
                .. new[] { 50, 50, 100 + i, 100 + i }.Select(amount =>
                    domain.Orders.RefundedAsync(new($"f{i}-{amount}", $"o{i}", new Money(amount, "CNY"), s_start), ct).AsTask()),
            ];
            Assert.All(await Task.WhenAll(refunds), outcome => Assert.True(outcome.IsAccepted));
        }
    }

    private static async Task AssertExactAsync(Shop shop, int orders, CancellationToken ct)
    {
        await shop.VerifyAsync(ct);
        int[] kept = [.. Enumerable.Range(0, orders).Where(i => i % 3 != 0)];
        MemberMetrics star = (await shop.Domain.Metrics.GetAsync("star", null, ct))!;
        Assert.Equal(new ReferralMetrics(Buyers, kept.Length, new Money(kept.Sum(i => 150L + i), "CNY")), star.Referrals);
        for (int b = 0; b < Buyers; b++)
        {
            int[] his = [.. kept.Where(i => i % Buyers == b)];
            MemberMetrics buyer = (await shop.Domain.Metrics.GetAsync($"b{b}", null, ct))!;
            Assert.Equal((his.Length, his.Sum(i => 150L + i)), ((int)buyer.Orders, buyer.Spend.MinorUnits));
            Assert.Equal(his.Length == 0 ? null : s_start.AddMinutes(his[0]), buyer.FirstOrderAt);
            Assert.Equal(his.Length == 0 ? null : s_start.AddMinutes(his[^1]), buyer.LastOrderAt);
            Assert.Equal(buyer.Spend.MinorUnits, buyer.Categories.Sum(category => category.Spend.MinorUnits));
        }
    }

    private sealed class Reports(Action<MetricRebuild> onReport) : IProgress<MetricRebuild>
    {
        internal MetricRebuild? Last { get; private set; }

        public void Report(MetricRebuild value)
        {
            Last = value;
            onReport(value);
        }
    }
}
