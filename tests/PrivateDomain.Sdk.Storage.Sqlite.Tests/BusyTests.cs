using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace PrivateDomain.Sdk.Storage.Sqlite.Tests;

public sealed class BusyTests : IDisposable
{
    private readonly StoreDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_lock_beyond_the_timeout_is_transient_and_the_next_commit_works()
    {
        await using SqliteRecordStore store = await _directory.OpenReadyAsync();
        using (SqliteConnection other = _directory.Connect())
        {
            other.Execute("begin immediate");
            var watch = Stopwatch.StartNew();

            StoreException failure = await StoreCalls.FailsAsync(() => store.CommitAsync(new Change.Insert(Item.Of("a"))), isTransient: true, "longer than 0.3 s");

            Assert.Equal("commit", failure.Operation);
            Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(0.29), TimeSpan.FromSeconds(5));
            Assert.Null(await store.FindAsync(Item.Of("a")));
            other.Execute("rollback");
        }

        Assert.True((await store.CommitAsync(new Change.Insert(Item.Of("a")))).IsCommitted);
    }

    [Fact]
    public async Task A_lock_that_ends_in_time_is_waited_for()
    {
        await using SqliteRecordStore store = await _directory.OpenReadyAsync(o => o.BusyTimeout = TimeSpan.FromSeconds(20));
        using SqliteConnection other = _directory.Connect();
        other.Execute("begin immediate");

        Task<CommitResult> commit = Task.Run(() => store.CommitAsync(new Change.Insert(Item.Of("a"))), Cancellation);
        await Task.Delay(TimeSpan.FromMilliseconds(250), Cancellation);
        Assert.False(commit.IsCompleted);
        other.Execute("commit");

        Assert.True((await commit).IsCommitted);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_for_a_lock()
    {
        await using SqliteRecordStore store = await _directory.OpenReadyAsync(o => o.BusyTimeout = TimeSpan.FromMinutes(5));
        using SqliteConnection other = _directory.Connect();
        other.Execute("begin immediate");
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await store.CommitAsync(new ChangeSet(new Change.Insert(Item.Of("a"))), source.Token));

        other.Execute("rollback");
        Assert.True((await store.CommitAsync(new Change.Insert(Item.Of("a")))).IsCommitted);
    }

    [Fact]
    public async Task Readers_do_not_wait_for_a_writer()
    {
        await using SqliteRecordStore store = await _directory.OpenReadyAsync();
        await store.CommitAsync(new Change.Insert(Item.Of("a")));
        using SqliteConnection other = _directory.Connect();
        other.Execute("begin immediate; delete from pd_items");

        Assert.NotNull(await store.FindAsync(Item.Of("a")));
        Assert.Single((await store.QueryAsync(new RecordQuery(Item.Schema.Primary, "program", 10), Cancellation)).Records);
    }

    [Fact]
    public async Task An_exclusive_lock_at_start_is_transient()
    {
        _directory.Execute("create table orders (id integer primary key)");
        using SqliteConnection other = _directory.Connect();
        other.Execute("begin exclusive");
        await using SqliteRecordStore store = _directory.Open();

        await StoreCalls.FailsAsync(async () => await store.InitializeAsync(Item.Model, Cancellation), isTransient: true, "held 'shop.db'");

        other.Execute("rollback");
        await store.InitializeAsync(Item.Model, Cancellation);
    }

    [Fact]
    public async Task Cancelling_between_changes_stores_nothing_and_keeps_the_store_usable()
    {
        await using SqliteRecordStore store = await _directory.OpenReadyAsync();
        using var source = new CancellationTokenSource();
        var changes = new CancellingList([new Change.Insert(Item.Of("a")), new Change.Insert(Item.Of("b"))], source);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.CommitAsync(new ChangeSet(changes), source.Token));

        Assert.Null(await store.FindAsync(Item.Of("a")));
        Assert.True((await store.CommitAsync(new Change.Insert(Item.Of("a")))).IsCommitted);
    }

    /// <summary>Cancels when its second change is asked for.</summary>
    private sealed class CancellingList(Change[] changes, CancellationTokenSource source) : IReadOnlyList<Change>
    {
        public int Count => changes.Length;

        public Change this[int index]
        {
            get
            {
                if (index > 0)
                {
                    source.Cancel();
                }

                return changes[index];
            }
        }

        public IEnumerator<Change> GetEnumerator() => Enumerable.Range(0, Count).Select(i => this[i]).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
