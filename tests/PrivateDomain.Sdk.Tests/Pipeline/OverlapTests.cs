using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Storage.InMemory;
using PrivateDomain.Sdk.Tests.Failures;

namespace PrivateDomain.Sdk.Tests.Pipeline;

/// <summary>A batch is decided upon what the batch before it is about to commit, and anew when that does not come true.</summary>
public sealed class OverlapTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task The_next_batch_sees_what_is_being_committed_and_waits_for_it()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using var overlap = await Overlap.StartAsync(ct);

        Task<Outcome<GrantReceipt>> first = overlap.Grant("k1", 5);
        Task<Outcome<SpendReceipt>> second = overlap.Spend("k2", 4);
        Task<Outcome<GrantReceipt>> replay = overlap.Grant("k1", 5);
        Task<Outcome<GrantReceipt>> reused = overlap.Grant("k1", 6);
        overlap.LetLoad();
        overlap.WaitUntilNextIsLoaded();

        Assert.False(first.IsCompleted);
        Assert.False(second.IsCompleted);
        Assert.InRange(overlap.Commits, 0, 1);
        overlap.LetCommit();
        Assert.Equal(5, (await first.WaitAsync(s_patience, ct)).Value.Balance);
        Assert.Equal(1, (await second.WaitAsync(s_patience, ct)).Value.Balance);
        Assert.True((await replay.WaitAsync(s_patience, ct)).IsReplayed);
        Assert.Equal("operation.key_reused", (await reused.WaitAsync(s_patience, ct)).Refusal?.Code);

        // Each batch was read once: nothing was decided twice.
        Assert.Equal(4, overlap.Loads);
        await overlap.AssertBalanceAsync(1, ct);
    }

    [Fact]
    public async Task A_commit_that_fails_takes_nothing_with_it_but_what_was_decided_upon_it()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using var overlap = await Overlap.StartAsync(ct, firstCommit: Fault.PermanentBefore);

        Task<Outcome<GrantReceipt>> failing = overlap.Grant("k1", 5);
        Task<Outcome<SpendReceipt>> second = overlap.Spend("k2", 4);
        Task<Outcome<GrantReceipt>> repeated = overlap.Grant("k1", 5);
        overlap.LetLoad();
        overlap.WaitUntilNextIsLoaded();
        overlap.LetCommit();

        await Assert.ThrowsAsync<StoreException>(() => failing.WaitAsync(s_patience, ct));
        Assert.Equal("points.insufficient", (await second.WaitAsync(s_patience, ct)).Refusal?.Code);
        Assert.False((await repeated.WaitAsync(s_patience, ct)).IsReplayed);
        await overlap.AssertBalanceAsync(5, ct);
    }

    [Theory]
    [InlineData(nameof(Fault.TransientBefore))]
    [InlineData(nameof(Fault.TransientAfter))]
    [InlineData(nameof(Fault.PermanentAfter))]
    public async Task A_commit_in_doubt_is_resolved_before_the_next_batch_is_decided_anew(string fault)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using var overlap = await Overlap.StartAsync(ct, firstCommit: Enum.Parse<Fault>(fault));

        Task<Outcome<GrantReceipt>> first = overlap.Grant("k1", 5);
        Task<Outcome<SpendReceipt>> second = overlap.Spend("k2", 4);
        overlap.LetLoad();
        overlap.WaitUntilNextIsLoaded();
        overlap.LetCommit();

        Outcome<GrantReceipt> granted = await first.WaitAsync(s_patience, ct);
        Assert.Equal(5, granted.Value.Balance);
        Assert.False(granted.IsReplayed);
        Assert.Equal(1, (await second.WaitAsync(s_patience, ct)).Value.Balance);
        await overlap.AssertBalanceAsync(1, ct);
    }

    [Fact]
    public async Task Another_host_that_comes_first_makes_both_batches_decide_again()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using var overlap = await Overlap.StartAsync(ct);

        Task<Outcome<GrantReceipt>> first = overlap.Grant("k1", 5);
        Task<Outcome<SpendReceipt>> second = overlap.Spend("k2", 7);
        overlap.LetLoad();
        overlap.WaitUntilNextIsLoaded();
        await overlap.GrantFromAnotherHostAsync("other", 3, ct);
        overlap.LetCommit();

        Assert.Equal(8, (await first.WaitAsync(s_patience, ct)).Value.Balance);
        Assert.Equal(1, (await second.WaitAsync(s_patience, ct)).Value.Balance);
        await overlap.AssertBalanceAsync(1, ct);
    }

    [Fact]
    public async Task A_withdrawn_call_that_was_to_follow_does_not_leave_the_batch_before_it_without_an_end()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using var overlap = await Overlap.StartAsync(ct, firstCommit: Fault.TransientBefore);
        using var withdrawal = new CancellationTokenSource();

        Task<Outcome<GrantReceipt>> first = overlap.Grant("k1", 5);
        Task<Outcome<GrantReceipt>> withdrawn = overlap.Grant("k2", 7, withdrawal.Token);
        await withdrawal.CancelAsync();
        overlap.LetLoad();
        overlap.LetCommit();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => withdrawn.WaitAsync(s_patience, ct));
        Assert.Equal(5, (await first.WaitAsync(s_patience, ct)).Value.Balance);
        await overlap.AssertBalanceAsync(5, ct);
    }

    /// <summary>A shop whose batches are of one call, whose first load waits until all calls are made, and whose first commit waits for the test.</summary>
    private sealed class Overlap : IAsyncDisposable
    {
        private readonly InMemoryRecordStore _records = new();
        private readonly FaultingStore _store;
        private readonly Shop _shop;
        private readonly ManualResetEventSlim _mayLoad = new();
        private readonly ManualResetEventSlim _mayCommit = new();
        private readonly ManualResetEventSlim _nextIsLoaded = new();
        private int _loadsBefore;
        private int _commitsBefore;

        private Overlap()
        {
            _store = new FaultingStore(_records);
            _shop = Shop.On(_store, pd => pd.Pipeline(o => o.MaxBatch = 1));
        }

        internal int Loads => _store.Count(StoreCall.Load) - _loadsBefore;

        internal int Commits => _store.Count(StoreCall.Commit) - _commitsBefore;

        internal static async Task<Overlap> StartAsync(CancellationToken ct, Fault firstCommit = Fault.None)
        {
            var overlap = new Overlap();
            await overlap._shop.Domain.Members.RegisterAsync(new("m"), ct);
            overlap._loadsBefore = overlap._store.Count(StoreCall.Load);
            overlap._commitsBefore = overlap._store.Count(StoreCall.Commit);
            overlap._store.Before = overlap.Hold;
            overlap._store.After = overlap.Tell;
            overlap._store.Plan = (call, number) => call == StoreCall.Commit && number == overlap._commitsBefore + 1 ? firstCommit : Fault.None;
            return overlap;
        }

        internal Task<Outcome<GrantReceipt>> Grant(string key, long points, CancellationToken ct = default) =>
            _shop.Domain.Points.GrantAsync(new(key, "m", points), ct).AsTask();

        internal Task<Outcome<SpendReceipt>> Spend(string key, long points) => _shop.Domain.Points.SpendAsync(new(key, "m", points), CancellationToken.None).AsTask();

        internal async Task GrantFromAnotherHostAsync(string key, long points, CancellationToken ct)
        {
            await using Shop other = Shop.On(_records);
            await other.Domain.Points.GrantAsync(new(key, "m", points), ct);
        }

        internal void LetLoad() => _mayLoad.Set();

        internal void LetCommit() => _mayCommit.Set();

        internal void WaitUntilNextIsLoaded() => Assert.True(_nextIsLoaded.Wait(s_patience), "The next batch was not loaded while the first was committed.");

        internal async Task AssertBalanceAsync(long balance, CancellationToken ct)
        {
            Assert.Equal(balance, (await _shop.Domain.Points.GetBalanceAsync("m", cancellationToken: ct)).Available);
            await _shop.VerifyAsync(ct);
        }

        public async ValueTask DisposeAsync()
        {
            LetLoad();
            LetCommit();
            await _shop.DisposeAsync();
            _mayLoad.Dispose();
            _mayCommit.Dispose();
            _nextIsLoaded.Dispose();
        }

        private void Hold(StoreCall call, int number)
        {
            if (call == StoreCall.Load && number == _loadsBefore + 1)
            {
                Assert.True(_mayLoad.Wait(s_patience));
            }

            if (call == StoreCall.Commit && number == _commitsBefore + 1)
            {
                Assert.True(_mayCommit.Wait(s_patience));
            }
        }

        private void Tell(StoreCall call, int number)
        {
            if (call == StoreCall.Load && number == _loadsBefore + 2)
            {
                _nextIsLoaded.Set();
            }
        }
    }
}
