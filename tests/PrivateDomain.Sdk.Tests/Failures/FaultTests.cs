using System.Collections.Concurrent;
using System.Diagnostics;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Storage.InMemory;
using PrivateDomain.Sdk.Storage.Sqlite;
using PrivateDomain.Sdk.Tests.ModelBased;
using PrivateDomain.Sdk.Tests.NaiveModel;

namespace PrivateDomain.Sdk.Tests.Failures;

/// <summary>A store that fails: one effect per key whatever happens, and a definite answer in the end.</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData(nameof(Fault.TransientBefore))]
    [InlineData(nameof(Fault.TransientAfter))]
    [InlineData(nameof(Fault.PermanentAfter))]
    [InlineData(nameof(Fault.Slow))]
    public async Task One_fault_at_the_commit_is_resolved_within_the_call(string fault)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        (FaultingStore store, Shop shop) = await StartAsync(ct);
        await using Shop _ = shop;
        int commits = store.Count(StoreCall.Commit);
        store.Plan = (call, number) => call == StoreCall.Commit && number == commits + 1 ? Enum.Parse<Fault>(fault) : Fault.None;

        Outcome<GrantReceipt> outcome = await shop.Domain.Points.GrantAsync(new("k", "m", 5), ct);

        Assert.Equal(5, outcome.Value.Balance);
        Assert.False(outcome.IsReplayed, "The caller's own commit in doubt is no replay.");
        await AssertOneEffectAsync(shop, ct);
    }

    [Fact]
    public async Task A_lasting_fault_before_the_commit_reaches_the_caller_and_the_key_works_afterwards()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        (FaultingStore store, Shop shop) = await StartAsync(ct);
        await using Shop _ = shop;
        store.Plan = static (call, _) => call == StoreCall.Commit ? Fault.PermanentBefore : Fault.None;
        string before = await shop.DumpAsync(ct);

        StoreException trouble = await Assert.ThrowsAsync<StoreException>(async () => await shop.Domain.Points.GrantAsync(new("k", "m", 5), ct));

        Assert.False(trouble.IsTransient);
        Assert.Equal(before, await shop.DumpAsync(ct));
        store.Heal();
        Assert.False((await shop.Domain.Points.GrantAsync(new("k", "m", 5), ct)).IsReplayed);
        await AssertOneEffectAsync(shop, ct);
    }

    [Theory]
    [InlineData(nameof(StoreCall.Load))]
    [InlineData(nameof(StoreCall.Commit))]
    public async Task Lasting_transient_faults_are_retried_a_bounded_number_of_times_and_then_reported(string failing)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        (FaultingStore store, Shop shop) = await StartAsync(ct);
        await using Shop _ = shop;
        StoreCall what = Enum.Parse<StoreCall>(failing);
        int before = store.Count(what);
        store.Plan = (call, _) => call == what ? Fault.TransientBefore : Fault.None;
        var watch = Stopwatch.StartNew();

        StoreException trouble = await Assert.ThrowsAsync<StoreException>(async () => await shop.Domain.Points.GrantAsync(new("k", "m", 5), ct));

        Assert.True(trouble.IsTransient);
        Assert.InRange(store.Count(what) - before, 2, 20);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"{watch.Elapsed}");
        store.Heal();
        await shop.Domain.Points.GrantAsync(new("k", "m", 5), ct);
        await AssertOneEffectAsync(shop, ct);
    }

    [Fact]
    public async Task A_commit_in_doubt_that_cannot_be_resolved_is_resolved_by_the_next_call_with_the_key()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        (FaultingStore store, Shop shop) = await StartAsync(ct);
        await using Shop _ = shop;
        bool committed = false;
        store.Plan = (call, _) =>
        {
            committed |= call == StoreCall.Commit;
            return call == StoreCall.Commit ? Fault.PermanentAfter : committed ? Fault.PermanentBefore : Fault.None;
        };

        await Assert.ThrowsAsync<StoreException>(async () => await shop.Domain.Points.GrantAsync(new("k", "m", 5), ct));
        store.Heal();
        Outcome<GrantReceipt> again = await shop.Domain.Points.GrantAsync(new("k", "m", 5), ct);

        Assert.True(again.IsReplayed);
        await AssertOneEffectAsync(shop, ct);
    }

    [Fact]
    public async Task A_refusal_in_doubt_is_resolved_to_the_same_refusal()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        (FaultingStore store, Shop shop) = await StartAsync(ct);
        await using Shop _ = shop;
        int commits = store.Count(StoreCall.Commit);
        store.Plan = (call, number) => call == StoreCall.Commit && number == commits + 1 ? Fault.PermanentAfter : Fault.None;

        Outcome<SpendReceipt> outcome = await shop.Domain.Points.SpendAsync(new("k", "m", 5), ct);

        Assert.Equal("points.insufficient", outcome.Refusal?.Code);
        Assert.False(outcome.IsReplayed);
        await shop.Domain.Points.GrantAsync(new("top-up", "m", 50), ct);
        Outcome<SpendReceipt> again = await shop.Domain.Points.SpendAsync(new("k", "m", 5), ct);
        Assert.Equal("points.insufficient", again.Refusal?.Code);
        Assert.True(again.IsReplayed);
    }

    [Theory]
    [InlineData(nameof(StoreCall.Load))]
    [InlineData(nameof(StoreCall.Commit))]
    public async Task A_store_that_throws_what_it_must_not_hurts_the_call_and_not_the_calls_after_it(string failing)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        (FaultingStore store, Shop shop) = await StartAsync(ct);
        await using Shop _ = shop;
        StoreCall what = Enum.Parse<StoreCall>(failing);
        store.Plan = (call, _) => call == what ? Fault.Undocumented : Fault.None;

        await Assert.ThrowsAsync<NotSupportedException>(async () => await shop.Domain.Points.GrantAsync(new("k", "m", 5), ct));
        store.Heal();

        await shop.Domain.Points.GrantAsync(new("k", "m", 5), ct);
        await AssertOneEffectAsync(shop, ct);
    }

    [Theory]
    [InlineData(nameof(StoreCall.Load))]
    [InlineData(nameof(StoreCall.Query))]
    public async Task Reads_report_store_trouble_as_it_is(string failing)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        (FaultingStore store, Shop shop) = await StartAsync(ct);
        await using Shop _ = shop;
        store.Plan = (call, _) => call == Enum.Parse<StoreCall>(failing) ? Fault.PermanentBefore : Fault.None;

        if (failing == nameof(StoreCall.Load))
        {
            await Assert.ThrowsAsync<StoreException>(async () => await shop.Domain.Points.GetBalanceAsync("m", cancellationToken: ct));
            await Assert.ThrowsAsync<StoreException>(async () => await shop.Domain.Members.GetAsync("m", ct));
        }
        else
        {
            await Assert.ThrowsAsync<StoreException>(async () => await shop.Domain.Points.GetStatementAsync("m", null, ct));
            await Assert.ThrowsAsync<StoreException>(async () => await shop.Domain.VerifyAsync(Shop.Program, null, ct));
            await Assert.ThrowsAsync<StoreException>(async () => await shop.Domain.Commissions.GetTotalsAsync(ct));
        }
    }

    [Theory]
    [InlineData(StoreKind.Memory, 1)]
    [InlineData(StoreKind.Memory, 2)]
    [InlineData(StoreKind.Memory, 3)]
    [InlineData(StoreKind.Memory, 4)]
    [InlineData(StoreKind.Sqlite, 5)]
    public async Task A_swarm_of_faults_ends_in_one_effect_per_key_and_converges_when_it_stops(StoreKind kind, int seed)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        using var directory = new TempDirectory();
        using var sqlite = new SqliteRecordStore(new SqliteStoreOptions { ConnectionString = directory.ConnectionString });
        var store = new FaultingStore(kind == StoreKind.Memory ? new InMemoryRecordStore() : sqlite);
        await using Shop shop = Shop.On(store, pd =>
        {
            ScenarioRunner.Options(Traffic.Terms)(pd);
            pd.Pipeline(o =>
            {
                o.RetryDelay = TimeSpan.FromMilliseconds(1);
                o.MaxTransientRetries = 2;
                o.MaxBatch = 10;
            });
        });
        var traffic = new Traffic(6);
        await ConcurrentTests.PrepareAsync(shop.Domain, traffic, ct);
        var random = new Random(seed);
        store.Plan = (_, _) =>
        {
            lock (random)
            {
                return random.Next(4) == 0 ? (Fault)random.Next(1, 7) : Fault.None;
            }
        };
        IReadOnlyList<NaiveCommand> calls = traffic.Calls(800, seed);
        var answered = new ConcurrentBag<(NaiveCommand Command, NaiveAnswer Answer)>();
        int failed = 0;
        await Parallel.ForEachAsync(calls, new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = ct }, async (command, token) =>
        {
            try
            {
                (NaiveAnswer answer, _) = await SdkCalls.ApplyAsync(shop.Domain, command, token);
                answered.Add((command, answer));
            }
            catch (Exception e) when (e is StoreException or NotSupportedException)
            {
                Interlocked.Increment(ref failed);
            }
        });
        Assert.True(failed > 0, "The swarm should have hurt somebody.");
        Assert.All(Enum.GetValues<Fault>(), fault => Assert.True(store.Faults(fault) >= 3, $"{fault} happened {store.Faults(fault)} times"));

        store.Heal();
        var settled = new Dictionary<string, NaiveAnswer>(StringComparer.Ordinal);
        foreach (NaiveCommand command in calls)
        {
            (NaiveAnswer answer, _) = await SdkCalls.ApplyAsync(shop.Domain, command, ct);
            settled.TryAdd(NaiveProgram.NameOf(command), answer);
        }

        // An answer once given stands.
        Assert.All(answered, a => Assert.Equal((a.Answer.Code, a.Answer.Text), (settled[NaiveProgram.NameOf(a.Command)].Code, settled[NaiveProgram.NameOf(a.Command)].Text)));
        await AssertEffectsAsync(shop, calls, settled, ct);
    }

    /// <summary>The sum of effects is the sum of accepted keys, and all is sound.</summary>
    internal static async Task AssertEffectsAsync(
        Shop shop, IEnumerable<NaiveCommand> calls, Dictionary<string, NaiveAnswer> answers, CancellationToken ct)
    {
        List<PointEntry> entries = [];
        await foreach (PointEntry entry in shop.Domain.Points.ReadStatementAsync(ct))
        {
            entries.Add(entry);
        }

        ILookup<string, PointEntry> byOperation = entries.ToLookup(entry => entry.Operation);
        foreach (NaiveCommand command in calls.DistinctBy(NaiveProgram.NameOf))
        {
            string name = NaiveProgram.NameOf(command);
            long moved = byOperation[name].Where(e => e.Kind is PointEntryKind.Grant or PointEntryKind.Repay or PointEntryKind.Spend).Sum(e => e.Amount);
            switch (command)
            {
                case NaiveGrant grant when answers[name].IsAccepted:
                    Assert.Equal((long)grant.Points, moved);
                    break;
                case NaiveSpend spend when answers[name].IsAccepted:
                    Assert.Equal((long)spend.Points, moved);
                    break;
                case var _ when !answers[name].IsAccepted:
                    Assert.Empty(byOperation[name]);
                    break;
            }
        }

        await shop.VerifyAsync(ct);
    }

    private static async Task<(FaultingStore Store, Shop Shop)> StartAsync(CancellationToken ct)
    {
        var store = new FaultingStore(new InMemoryRecordStore());
        Shop shop = Shop.On(store, pd => pd.Pipeline(o => o.RetryDelay = TimeSpan.FromMilliseconds(2)));
        await shop.Domain.Members.RegisterAsync(new("m"), ct);
        return (store, shop);
    }

    private static async Task AssertOneEffectAsync(Shop shop, CancellationToken ct)
    {
        Assert.Equal(5, (await shop.Domain.Points.GetBalanceAsync("m", cancellationToken: ct)).Available);
        Assert.Single((await shop.Domain.Points.GetStatementAsync("m", null, ct)).Items);
        Outcome<GrantReceipt> again = await shop.Domain.Points.GrantAsync(new("k", "m", 5), ct);
        Assert.True(again.IsReplayed);
        Assert.Equal(5, again.Value.Granted);
        await shop.VerifyAsync(ct);
    }
}
