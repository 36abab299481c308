using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Storage.InMemory;

namespace PrivateDomain.Sdk.Tests.Pipeline;

/// <summary>How often a batch loads, and how often its commands are asked what they read.</summary>
public sealed class DecidingTests
{
    private const int Commands = 50;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Commands_that_read_in_steps_share_one_load_for_each_step_and_are_asked_once_for_each(int steps)
    {
        Command[] batch = [.. Enumerable.Range(0, Commands).Select(i => new Command(i, steps, steps))];

        Assert.Equal(steps, await LoadsOfAsync(batch));

        Assert.All(batch, command => Assert.True(command.IsDecided));
        Assert.All(batch, command => Assert.InRange(command.Asked, 1, steps));
    }

    [Fact]
    public async Task Who_lacks_something_only_when_deciding_makes_nobody_ask_again()
    {
        Command[] batch = [.. Enumerable.Range(0, Commands).Select(i => new Command(i, asks: 1, needs: i % 10 == 0 ? 2 : 1))];

        Assert.Equal(1 + (Commands / 10), await LoadsOfAsync(batch));

        Assert.All(batch, command => Assert.True(command.IsDecided));
        Assert.True(batch.Sum(command => command.Asked) <= 2 * Commands);
    }

    [Fact]
    public async Task A_batch_that_reads_nothing_loads_nothing() => Assert.Equal(0, await LoadsOfAsync([new Command(0, asks: 0, needs: 0)]));

    private static async Task<int> LoadsOfAsync(Command[] batch)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        var store = new CountingStore();
        await store.InitializeAsync(SdkRecords.Model, ct);
        var view = new Workspace();
        view.Begin(preceding: null);
        await Deciding.DecideAsync(store, view, batch, ct);
        return store.Loads;
    }

    /// <summary>Reads one record after the other: each only once the one before it is there.</summary>
    private sealed class Command(int number, int asks, int needs)
        : PendingOperation(Shop.Program, KeyOf(number, 0), DateTimeOffset.UnixEpoch, "")
    {
        internal int Asked { get; private set; }

        internal bool IsDecided { get; private set; }

        internal override void Read(Workspace view)
        {
            Asked++;
            Find(view, asks);
        }

        internal override bool TryDecide(Workspace view)
        {
            view.IsIncomplete = false;
            Find(view, needs);
            return IsDecided = !view.IsIncomplete;
        }

        internal override bool TryTakeStored(OperationRecord? stored) => false;

        internal override void Complete()
        {
        }

        internal override void Fail(Exception exception) => throw exception;

        private static RecordKey KeyOf(int number, int step) => OperationRecord.KeyOf(Shop.Program, $"{number}-{step}", "test");

        private void Find(Workspace view, int steps)
        {
            for (int step = 0; step < steps && !view.IsIncomplete; step++)
            {
                view.Find<OperationRecord>(KeyOf(number, step));
            }
        }
    }

    private sealed class CountingStore : IRecordStore
    {
        private readonly InMemoryRecordStore _inner = new();

        public StoreDescriptor Descriptor => _inner.Descriptor;

        internal int Loads { get; private set; }

        public ValueTask InitializeAsync(RecordModel model, CancellationToken cancellationToken) => _inner.InitializeAsync(model, cancellationToken);

        public ValueTask<Snapshot> LoadAsync(ReadSet reads, CancellationToken cancellationToken)
        {
            Loads++;
            return _inner.LoadAsync(reads, cancellationToken);
        }

        public ValueTask<CommitResult> CommitAsync(ChangeSet changes, CancellationToken cancellationToken) => _inner.CommitAsync(changes, cancellationToken);

        public ValueTask<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellationToken) => _inner.QueryAsync(query, cancellationToken);
    }
}
