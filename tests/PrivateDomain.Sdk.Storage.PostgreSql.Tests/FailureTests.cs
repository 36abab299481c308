using Npgsql;

namespace PrivateDomain.Sdk.Storage.PostgreSql.Tests;

public sealed class FailureTests : StoreSchema
{
    [Theory]
    [InlineData("40001", true)]
    [InlineData("40P01", true)]
    [InlineData("40003", true)]
    [InlineData("55P03", true)]
    [InlineData("57014", true)]
    [InlineData("57P01", true)]
    [InlineData("57P02", true)]
    [InlineData("57P03", true)]
    [InlineData("25006", true)]
    [InlineData("53300", true)]
    [InlineData("53200", true)]
    [InlineData("08006", true)]
    [InlineData("53100", false)]
    [InlineData("42P01", false)]
    [InlineData("42501", false)]
    [InlineData("28P01", false)]
    [InlineData("3D000", false)]
    [InlineData("54000", false)]
    [InlineData("23514", false)]
    [InlineData("XX001", false)]
    public void Every_state_becomes_a_store_exception_that_hides_what_the_server_said(string state, bool isTransient)
    {
        var cause = new PostgresException("relation \"pd_secret\" of owner hunter2: select 1", "ERROR", "ERROR", state);

        StoreException exception = PostgreSqlFailure.Translate("commit", cause);

        Assert.Equal(isTransient, exception.IsTransient);
        Assert.Equal("commit", exception.Operation);
        Assert.Same(cause, exception.InnerException);
        Assert.Contains(state, exception.Message, StringComparison.Ordinal);
        StoreCalls.RequireNoSecret(exception.Message);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_transient()
    {
        await using var store = new PostgreSqlRecordStore(new() { ConnectionString = $"Host={Path.GetTempPath()};Username=hunter2;Password=hunter2;Timeout=2" });

        StoreException exception = await StoreCalls.FailsAsync(async () => await store.InitializeAsync(Item.Model, Cancellation), isTransient: true, "connection");

        Assert.Equal("initialize", exception.Operation);
    }

    [Fact]
    public async Task Several_servers_that_are_not_there_are_transient()
    {
        string nowhere = $"Host={Path.Combine(Path.GetTempPath(), "a")},{Path.Combine(Path.GetTempPath(), "b")};Username=hunter2;Password=hunter2;Timeout=2";
        await using var store = new PostgreSqlRecordStore(new() { ConnectionString = nowhere });

        await StoreCalls.FailsAsync(async () => await store.InitializeAsync(Item.Model, Cancellation), isTransient: true, "connection");
    }

    [Fact]
    public async Task A_database_that_none_of_several_servers_has_is_not_transient()
    {
        string folder = new NpgsqlConnectionStringBuilder(Server.ConnectionString).Host!;
        await using PostgreSqlRecordStore store = Open(o => o.ConnectionString += $";Database=nowhere;Host={folder},{folder}");

        await StoreCalls.FailsAsync(async () => await store.InitializeAsync(Item.Model, Cancellation), isTransient: false, "3D000");
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_not_transient()
    {
        await using PostgreSqlRecordStore store = Open(o => o.ConnectionString += ";Database=nowhere");

        await StoreCalls.FailsAsync(async () => await store.InitializeAsync(Item.Model, Cancellation), isTransient: false, "3D000");
    }

    [Fact]
    public async Task A_commit_whose_connection_is_ended_is_transient_and_stores_nothing()
    {
        await using PostgreSqlRecordStore store = await OpenReadyAsync();
        Item item = Item.Of("a");
        await store.StoreAsync(item);
        await using NpgsqlConnection holder = await Server.ConnectAsync();
        await using NpgsqlTransaction transaction = await holder.BeginTransactionAsync(Cancellation);
        await using var hold = new NpgsqlCommand($"select 1 from {Schema}.pd_items for update", holder);
        await hold.ExecuteNonQueryAsync(Cancellation);

        Task<CommitResult> commit = store.CommitAsync(new Change.Update(item with { Stock = 1 }, 1), new Change.Insert(Item.Of("b")));
        string process = await Waiting.ForLockAsync(Server, Schema);
        await Server.ExecuteAsync($"select pg_terminate_backend({process})");

        await StoreCalls.FailsAsync(() => commit, isTransient: true, "57P01");
        await transaction.RollbackAsync(Cancellation);
        Assert.Null(await store.FindAsync(Item.Of("b")));
        Assert.True((await store.CommitAsync(new Change.Update(item with { Stock = 1 }, 1), new Change.Insert(Item.Of("b")))).IsCommitted);
    }

    [Fact]
    public async Task A_statement_that_runs_too_long_is_transient_and_the_store_goes_on()
    {
        await using PostgreSqlRecordStore store = await OpenReadyAsync(o => o.StatementTimeout = TimeSpan.FromMilliseconds(300));
        await HoldAsync("57014", store);
    }

    [Fact]
    public async Task A_row_that_is_held_too_long_is_transient_and_the_store_goes_on()
    {
        await using PostgreSqlRecordStore store = await OpenReadyAsync(o => o.LockTimeout = TimeSpan.FromMilliseconds(300));
        await HoldAsync("55P03", store);
    }

    [Fact]
    public async Task A_server_that_is_silent_too_long_is_transient_and_the_store_goes_on()
    {
        await using PostgreSqlRecordStore store = await OpenReadyAsync(o => o.CommandTimeout = TimeSpan.FromSeconds(1));
        await HoldAsync("in time", store);
    }

    [Fact]
    public async Task A_load_that_fails_half_way_leaves_its_connection_usable()
    {
        await using PostgreSqlRecordStore store = await OpenReadyAsync(o => o.ConnectionString += ";Maximum Pool Size=1");
        await store.StoreAsync(Item.Of("a"));
        var reads = new ReadSet([Item.Of("a").Key], [new OwnerRange(Item.Schema.Index("by_label"), "owner", "program", 5)]);
        await Server.ExecuteAsync($"alter table {Schema}.pd_items rename to pd_away");

        await StoreCalls.FailsAsync(async () => await store.LoadAsync(reads, Cancellation), isTransient: false, "42P01");

        await Server.ExecuteAsync($"alter table {Schema}.pd_away rename to pd_items");
        Snapshot snapshot = await store.LoadAsync(reads, Cancellation);
        Assert.NotNull(snapshot.Records[0]);
        Assert.Single(snapshot.Ranges[0].Records);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_restarts_breaks_calls_as_transient_and_keeps_what_was_committed(bool isCrash)
    {
        await using PostgreSqlServer server = await PostgreSqlServer.StartAsync(isDurable: true);
        await using var store = new PostgreSqlRecordStore(new() { ConnectionString = server.ConnectionString });
        await store.InitializeAsync(Item.Model, Cancellation);
        var acknowledged = new System.Collections.Concurrent.ConcurrentBag<Item>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task[] writers = [.. Enumerable.Range(0, 4).Select(writer => Task.Run(() => WriteAsync(store, writer, acknowledged, stop.Token), Cancellation))];
        for (int round = 0; round < 3; round++)
        {
            int before = acknowledged.Count;
            while (acknowledged.Count < before + 50)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5), Cancellation);
            }

            await (isCrash ? server.CrashAsync() : server.StopAsync());
            await server.StartAgainAsync();
        }

        await stop.CancelAsync();
        await Task.WhenAll(writers);
        Snapshot snapshot = await RetryAsync(() => store.LoadAsync(new ReadSet([.. acknowledged.Select(i => i.Key)], []), Cancellation));
        Assert.DoesNotContain(null, snapshot.Records);
    }

    private static async Task WriteAsync(
        PostgreSqlRecordStore store, int writer, System.Collections.Concurrent.ConcurrentBag<Item> acknowledged, CancellationToken stop)
    {
        for (int i = 0; !stop.IsCancellationRequested; i++)
        {
            Item item = Item.Of($"{i}", $"{writer}");
            try
            {
                if ((await store.CommitAsync(new ChangeSet(new Change.Insert(item)), Cancellation)).IsCommitted)
                {
                    acknowledged.Add(item);
                }
            }
            catch (StoreException e) when (e.IsTransient)
            {
                StoreCalls.RequireNoSecret(e.Message);
                await Task.Delay(TimeSpan.FromMilliseconds(10), Cancellation);
            }
        }
    }

    private static async Task<T> RetryAsync<T>(Func<ValueTask<T>> call)
    {
        while (true)
        {
            try
            {
                return await call();
            }
            catch (StoreException e) when (e.IsTransient)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), Cancellation);
            }
        }
    }

    private async Task HoldAsync(string message, PostgreSqlRecordStore store)
    {
        Item item = Item.Of("a");
        await store.StoreAsync(item);
        await using NpgsqlConnection holder = await Server.ConnectAsync();
        NpgsqlTransaction transaction = await holder.BeginTransactionAsync(Cancellation);
        await using var hold = new NpgsqlCommand($"select 1 from {Schema}.pd_items for update", holder);
        await hold.ExecuteNonQueryAsync(Cancellation);

        await StoreCalls.FailsAsync(() => store.CommitAsync(new Change.Insert(Item.Of("b")), new Change.Update(item, 1)), isTransient: true, message);

        await transaction.RollbackAsync(Cancellation);
        Assert.Null(await store.FindAsync(Item.Of("b")));
        Assert.True((await store.CommitAsync(new Change.Update(item, 1))).IsCommitted);
    }
}
