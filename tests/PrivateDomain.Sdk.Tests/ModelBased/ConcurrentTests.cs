using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Tests.NaiveModel;

namespace PrivateDomain.Sdk.Tests.ModelBased;

/// <summary>Callers at once: the outcome is that of some order of them, one at a time.</summary>
public sealed class ConcurrentTests
{
    private const int Callers = 32;

    [Theory]
    [InlineData(StoreKind.Memory, 1, 3_000)]
    [InlineData(StoreKind.Memory, 40, 3_000)]
    [InlineData(StoreKind.Sqlite, 1, 1_000)]
    [InlineData(StoreKind.Sqlite, 40, 1_000)]
    public async Task Many_callers_with_shared_keys_end_in_one_effect_per_key_and_in_some_order(StoreKind store, int members, int calls)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = Shop.On(store, ScenarioRunner.Options(Traffic.Terms));
        var traffic = new Traffic(members);
        await PrepareAsync(shop.Domain, traffic, ct);

        await traffic.RunAsync(traffic.Calls(calls, seed: members), Callers, [shop.Domain], ct);

        await traffic.AssertConsistentAsync(shop.Domain, ct);
        await shop.RestartAsync();
        await traffic.AssertConsistentAsync(shop.Domain, ct);
    }

    [Fact]
    public async Task Several_lanes_end_in_one_effect_per_key_and_in_some_order()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = Shop.InMemory(pd =>
        {
            ScenarioRunner.Options(Traffic.Terms)(pd);
            pd.Pipeline(o =>
            {
                o.Lanes = 4;
                o.MaxBatch = 8;
            });
        });
        var traffic = new Traffic(10);
        await PrepareAsync(shop.Domain, traffic, ct);

        await traffic.RunAsync(traffic.Calls(3_000, seed: 4), Callers, [shop.Domain], ct);

        await traffic.AssertConsistentAsync(shop.Domain, ct);
    }

    [Theory]
    [InlineData(StoreKind.Memory, 2_000)]
    [InlineData(StoreKind.Sqlite, 600)]
    public async Task Two_hosts_on_one_store_end_in_one_effect_per_key_and_in_some_order(StoreKind store, int calls)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        using var directory = new TempDirectory();
        await using Shop one = store == StoreKind.Memory ? Shop.InMemory(ScenarioRunner.Options(Traffic.Terms)) : Shop.OnSqlite(directory, ScenarioRunner.Options(Traffic.Terms));
        await using Shop two = store == StoreKind.Memory ? Shop.On(one.Store, ScenarioRunner.Options(Traffic.Terms)) : Shop.OnSqlite(directory, ScenarioRunner.Options(Traffic.Terms));
        var traffic = new Traffic(5);
        await PrepareAsync(one.Domain, traffic, ct);

        await traffic.RunAsync(traffic.Calls(calls, seed: 5), Callers, [one.Domain, two.Domain], ct);

        await traffic.AssertConsistentAsync(one.Domain, ct);
        await traffic.AssertConsistentAsync(two.Domain, ct);
    }

    [Fact]
    public async Task A_hundred_callers_with_one_key_get_one_effect_and_equal_answers()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = Shop.InMemory();
        await shop.Domain.Members.RegisterAsync(new("m"), ct);

        Outcome<GrantReceipt>[] outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => shop.Domain.Points.GrantAsync(new("k", "m", 5), ct).AsTask()));

        Assert.Single(outcomes, outcome => !outcome.IsReplayed);
        Assert.Single(outcomes.Select(outcome => outcome.Value).Distinct());
        Assert.Equal(5, (await shop.Domain.Points.GetBalanceAsync("m", cancellationToken: ct)).Available);
    }

    [Fact]
    public async Task Opposite_bindings_at_once_never_close_a_circle()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop one = Shop.InMemory();
        await using Shop two = Shop.On(one.Store);
        for (int i = 0; i < 100; i++)
        {
            await Task.WhenAll(
                one.Domain.Members.RegisterAsync(new($"a{i}"), ct).AsTask(),
                one.Domain.Members.RegisterAsync(new($"b{i}"), ct).AsTask(),
                one.Domain.Members.RegisterAsync(new($"c{i}"), ct).AsTask());
            var outcomes = await Task.WhenAll(
                one.Domain.Referrals.BindAsync(new($"1-{i}", $"a{i}", $"b{i}"), ct).AsTask(),
                two.Domain.Referrals.BindAsync(new($"2-{i}", $"b{i}", $"c{i}"), ct).AsTask(),
                two.Domain.Referrals.BindAsync(new($"3-{i}", $"c{i}", $"a{i}"), ct).AsTask());

            Assert.Equal(2, outcomes.Count(outcome => outcome.IsAccepted));
            Assert.Single(outcomes, outcome => outcome.Refusal?.Code == "referral.cycle");
        }

        await one.VerifyAsync(ct);
    }

    [Fact]
    public async Task Pages_read_while_entries_are_added_neither_skip_nor_repeat_one()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = Shop.InMemory();
        await shop.Domain.Members.RegisterAsync(new("m"), ct);
        Task writing = Task.Run(
            async () =>
            {
                for (int i = 0; i < 600; i++)
                {
                    await shop.Domain.Points.GrantAsync(new($"k{i}", "m", 1), ct);
                }
            },
            ct);

        int reads = 0;
        do
        {
            List<PointEntry> entries = await Comparison.ReadStatementAsync(shop.Domain, "m", 7, ct);
            Assert.Equal(Enumerable.Range(1, entries.Count).Select(i => (long)i), entries.Select(entry => entry.Sequence));
            reads++;
        }
        while (!writing.IsCompleted);

        await writing;
        Assert.True(reads > 2, $"{reads} reads");
        Assert.Equal(600, (await Comparison.ReadStatementAsync(shop.Domain, "m", 500, ct)).Count);
    }

    [Fact]
    public async Task Sweeps_beside_spends_book_every_point_once()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = Shop.InMemory();
        for (int m = 0; m < 20; m++)
        {
            await shop.Domain.Members.RegisterAsync(new($"m{m}"), ct);
            await Task.WhenAll(Enumerable.Range(1, 20).Select(i => shop.Domain.Points.GrantAsync(
                new($"g{m}-{i}", $"m{m}", 10) { ExpiresAt = SdkCalls.Utc(ManualTime.Start.AddDays(i)) }, ct).AsTask()));
        }

        shop.Time.Now = ManualTime.Start.AddDays(10);
        ExpirySweep[] sweeps = await Task.WhenAll(Enumerable.Range(0, 4).Select(async i =>
        {
            for (int m = 0; m < 20; m++)
            {
                await shop.Domain.Points.SpendAsync(new($"s{m}-{i}", $"m{m}", 30), ct);
            }

            return await shop.Domain.Points.ExpireAsync(null, null, ct);
        }));

        PointTotals totals = await shop.Domain.Points.GetTotalsAsync(ct);
        Assert.Equal(20 * 10 * 10, totals.Expired);
        Assert.True(sweeps.Sum(sweep => sweep.Points) <= totals.Expired);
        Assert.Equal(totals.Granted, totals.Live + totals.Redeemed + totals.Expired + totals.Reversed + totals.DebtRepaid);
        await shop.VerifyAsync(ct);
    }

    internal static async Task PrepareAsync(IPrivateDomain domain, Traffic traffic, CancellationToken ct)
    {
        foreach (NaiveCommand command in traffic.Preparation())
        {
            (NaiveAnswer answer, _) = await SdkCalls.ApplyAsync(domain, command, ct);
            Assert.True(answer.IsAccepted, $"{command}: {answer}");
        }
    }
}
