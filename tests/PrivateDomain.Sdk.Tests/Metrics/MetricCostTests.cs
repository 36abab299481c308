using System.Collections.Concurrent;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Storage.InMemory;

namespace PrivateDomain.Sdk.Tests.Metrics;

/// <summary>What metrics cost: nothing where they are not kept, and no further round trip for an order where they are.</summary>
public sealed class MetricCostTests
{
    private static readonly DateTimeOffset s_start = new(2024, 3, 1, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Where_metrics_are_not_kept_no_call_reads_or_writes_a_record_of_theirs()
    {
        var store = new RecordingStore();
        await using Shop shop = Shop.On(store);

        await TradeAsync(shop);

        Assert.NotEmpty(store.Types);
        Assert.DoesNotContain(store.Types.Keys, MetricDump.IsMetric);
    }

    [Fact]
    public async Task An_order_takes_as_many_loads_and_commits_with_metrics_as_without()
    {
        var without = new RecordingStore();
        await using Shop plain = Shop.On(without, pd => pd.Commissions(o => o.Rates = [0.1m]));
        await TradeAsync(plain);
        var with = new RecordingStore();
        await using Shop kept = Shop.On(with, pd => pd.Commissions(o => o.Rates = [0.1m]).Metrics());
        await TradeAsync(kept);

        Assert.Contains(with.Types.Keys, MetricDump.IsMetric);
        Assert.Equal((without.Loads, without.Commits), (with.Loads, with.Commits));
    }

    private static async Task TradeAsync(Shop shop)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await shop.Domain.Members.RegisterAsync(new("b"), ct);
        await shop.Domain.Members.RegisterAsync(new("r"), ct);
        await shop.Domain.Referrals.BindAsync(new("bind", "b", "r"), ct);
        for (int i = 0; i < 3; i++)
        {
            OrderLine[] lines = [new("sku", 1, new Money(100, "CNY")) { Category = "tea" }];
            Assert.True((await shop.Domain.Orders.PaidAsync(new($"o{i}", "b", lines, s_start.AddDays(i)), ct)).IsAccepted);
            Assert.True((await shop.Domain.Orders.RefundedAsync(new($"f{i}", $"o{i}", new Money(40, "CNY"), s_start.AddDays(i)), ct)).IsAccepted);
        }
    }

    /// <summary>Notes the record types that pass through, and counts round trips.</summary>
    private sealed class RecordingStore : IRecordStore
    {
        private readonly InMemoryRecordStore _inner = new();
        private int _loads;
        private int _commits;

        internal ConcurrentDictionary<RecordType, bool> Types { get; } = new();

        internal int Loads => _loads;

        internal int Commits => _commits;

        public StoreDescriptor Descriptor => _inner.Descriptor;

        public ValueTask InitializeAsync(RecordModel model, CancellationToken cancellationToken) => _inner.InitializeAsync(model, cancellationToken);

        public ValueTask<Snapshot> LoadAsync(ReadSet reads, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _loads);
            foreach (RecordType type in reads.Keys.Select(key => key.Type).Concat(reads.Ranges.Select(range => range.Index.Type)))
            {
                Types[type] = true;
            }

            return _inner.LoadAsync(reads, cancellationToken);
        }

        public ValueTask<CommitResult> CommitAsync(ChangeSet changes, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _commits);
            foreach (Change change in changes.Changes)
            {
                Types[change.Key.Type] = true;
            }

            return _inner.CommitAsync(changes, cancellationToken);
        }

        public ValueTask<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellationToken) => _inner.QueryAsync(query, cancellationToken);
    }
}
