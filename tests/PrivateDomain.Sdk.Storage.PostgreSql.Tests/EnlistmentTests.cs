using System.Data;
using Npgsql;

namespace PrivateDomain.Sdk.Storage.PostgreSql.Tests;

/// <summary>Which transactions a store takes part in: those of its own database, by whatever name it is reached, and of those the one that it was given.</summary>
public sealed class EnlistmentTests : StoreSchema
{
    [Fact]
    public async Task Another_servers_database_of_the_same_name_is_refused_and_stays_as_it_was()
    {
        await using PostgreSqlServer second = await PostgreSqlServer.StartAsync();
        await using PostgreSqlRecordStore store = await OpenReadyAsync();
        await using PostgreSqlRecordStore there = await OpenReadyAsync(o => o.ConnectionString = second.ConnectionString);
        await there.StoreAsync(Item.Of("theirs"));
        string own = Assert.Single(await Server.QueryAsync($"select id from {Schema}.pd_store_id"));
        string other = Assert.Single(await second.QueryAsync($"select id from {Schema}.pd_store_id"));
        Assert.NotEqual(own, other);
        await using NpgsqlConnection connection = await second.ConnectAsync();
        await using (NpgsqlTransaction transaction = await connection.BeginTransactionAsync(Cancellation))
        {
            IRecordStore enlisted = store.Enlist(connection, transaction);

            foreach (Func<Task> call in Calls(enlisted))
            {
                ArgumentException refusal = await Assert.ThrowsAsync<ArgumentException>(call);
                Assert.Contains($"'{connection.Database}'", refusal.Message, StringComparison.Ordinal);
                Assert.Contains(own, refusal.Message, StringComparison.Ordinal);
                Assert.Contains(other, refusal.Message, StringComparison.Ordinal);
                StoreCalls.RequireNoSecret(refusal.Message);
            }

            // Its own store takes part in the same transaction, which the refusals left as it was.
            Assert.NotNull(await there.Enlist(connection, transaction).FindAsync(Item.Of("theirs")));
            await transaction.CommitAsync(Cancellation);
        }

        Assert.Equal(["1"], await second.QueryAsync($"select count(*) from {Schema}.pd_items"));
        Assert.Null(await store.FindAsync(Item.Of("theirs")));
    }

    [Fact]
    public async Task A_server_without_our_tables_is_refused_and_the_hosts_transaction_goes_on()
    {
        await using PostgreSqlServer second = await PostgreSqlServer.StartAsync();
        await using PostgreSqlRecordStore store = await OpenReadyAsync();
        await using NpgsqlConnection connection = await second.ConnectAsync();
        await using (NpgsqlTransaction transaction = await connection.BeginTransactionAsync(Cancellation))
        {
            await ExecuteAsync(connection, "create table shop_orders (id text)");
            foreach (Func<Task> call in Calls(store.Enlist(connection, transaction)))
            {
                ArgumentException refusal = await Assert.ThrowsAsync<ArgumentException>(call);
                Assert.Contains("no store", refusal.Message, StringComparison.Ordinal);
                StoreCalls.RequireNoSecret(refusal.Message);
            }

            await ExecuteAsync(connection, $"create schema {Schema}");
            await ExecuteAsync(connection, $"create table {Schema}.pd_store_id (id text)");
            await Assert.ThrowsAsync<ArgumentException>(() => store.Enlist(connection, transaction).FindAsync(Item.Of("a")));
            await transaction.CommitAsync(Cancellation);
        }

        Assert.Equal(["0"], await second.QueryAsync("select count(*) from shop_orders"));
    }

    [Theory]
    [InlineData("127.0.0.1", "localhost")]
    [InlineData("localhost", "127.0.0.1")]
    [InlineData("127.0.0.1", "")]
    public async Task The_same_server_by_another_name_is_asked_once_and_works(string ofStore, string ofHost)
    {
        await using var relay = new RoundTripRelay(Server);
        await using PostgreSqlRecordStore store = await OpenReadyAsync(o => o.ConnectionString = Through(ofStore));
        await using var connection = new NpgsqlConnection(Through(ofHost));
        await connection.OpenAsync(Cancellation);

        await CountAsync(store, connection, relay, static i => i == 0 ? 1 : 0);

        string Through(string name) => name.Length == 0
            ? Server.ConnectionString
            : new NpgsqlConnectionStringBuilder(relay.ConnectionString) { Host = name, Pooling = name == ofStore }.ConnectionString;
    }

    [Fact]
    public async Task The_same_address_is_not_asked()
    {
        await using var relay = new RoundTripRelay(Server);
        await using PostgreSqlRecordStore store = await OpenReadyAsync(o => o.ConnectionString = relay.ConnectionString);
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(relay.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Cancellation);

        await CountAsync(store, connection, relay, static _ => 0);
    }

    [Fact]
    public async Task A_role_without_the_store_id_learns_what_it_lacks()
    {
        string role = $"role_{Guid.NewGuid():N}";
        await using var relay = new RoundTripRelay(Server);
        await using PostgreSqlRecordStore store = await OpenReadyAsync();
        await Server.ExecuteAsync($"create role {role} login; grant usage on schema {Schema} to {role}; grant select on {Schema}.pd_items to {role}");
        try
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(relay.ConnectionString) { Username = role, Pooling = false }.ConnectionString);
            await connection.OpenAsync(Cancellation);
            await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(Cancellation);
            await StoreCalls.FailsAsync(() => store.Enlist(connection, transaction).FindAsync(Item.Of("a")), isTransient: false, "42501");
            await ExecuteAsync(connection, "select 1");
        }
        finally
        {
            await Server.ExecuteAsync($"drop owned by {role}; drop role {role}");
        }
    }

    [Fact]
    public async Task A_store_that_was_made_without_an_id_gets_one_and_all_hosts_agree_on_it()
    {
        await using (PostgreSqlRecordStore older = await OpenReadyAsync())
        {
            await older.StoreAsync(Item.Of("a"));
        }

        await Server.ExecuteAsync($"drop table {Schema}.pd_store_id; delete from {Schema}.pd_schema_history where version = 0");
        PostgreSqlRecordStore[] stores = [.. Enumerable.Range(0, 8).Select(_ => Open())];
        await Task.WhenAll(stores.Select(s => Task.Run(async () => await s.InitializeAsync(Item.Model, Cancellation), Cancellation)));

        Assert.Single(await Server.QueryAsync($"select id from {Schema}.pd_store_id"));
        await using var relay = new RoundTripRelay(Server);
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(relay.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(Cancellation);
        foreach (PostgreSqlRecordStore store in stores)
        {
            Assert.NotNull(await store.Enlist(connection, transaction).FindAsync(Item.Of("a")));
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_id_comes_from_the_caller_and_stays()
    {
        var given = Guid.Parse("00000000-0000-4000-8000-00000000002a");
        foreach (Guid id in new[] { given, Guid.Empty })
        {
            await using var store = new PostgreSqlRecordStore(Options(), newId: () => id);
            if (id == given)
            {
                Assert.Contains($"values ('{given}')", await store.ScriptAsync(Item.Model, Cancellation), StringComparison.Ordinal);
            }

            await store.InitializeAsync(Item.Model, Cancellation);
            Assert.Equal([given.ToString()], await Server.QueryAsync($"select id from {Schema}.pd_store_id"));
        }
    }

    [Fact]
    public async Task A_store_whose_id_was_taken_out_takes_part_only_where_its_own_address_leads()
    {
        await using PostgreSqlRecordStore before = await OpenReadyAsync();
        await Server.ExecuteAsync($"delete from {Schema}.pd_store_id");
        await using PostgreSqlRecordStore store = await OpenReadyAsync();
        await using var relay = new RoundTripRelay(Server);
        await using NpgsqlConnection same = await Server.ConnectAsync();
        await using var other = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(relay.ConnectionString) { Pooling = false }.ConnectionString);
        await other.OpenAsync(Cancellation);
        await using NpgsqlTransaction ofSame = await same.BeginTransactionAsync(Cancellation);
        await using NpgsqlTransaction ofOther = await other.BeginTransactionAsync(Cancellation);

        Assert.Null(await store.Enlist(same, ofSame).FindAsync(Item.Of("a")));
        await Assert.ThrowsAsync<ArgumentException>(() => store.Enlist(other, ofOther).FindAsync(Item.Of("a")));
    }

    [Theory]
    [InlineData(IsolationLevel.ReadCommitted)]
    [InlineData(IsolationLevel.RepeatableRead)]
    public async Task The_next_transaction_on_the_connection_is_refused_whatever_was_done_in_the_first(IsolationLevel level)
    {
        await using PostgreSqlRecordStore store = await OpenReadyAsync();
        await store.StoreAsync(Item.Of("a"));
        await using NpgsqlConnection connection = await Server.ConnectAsync();
        for (int first = 0; first < 3; first++)
        {
            NpgsqlTransaction transaction = await connection.BeginTransactionAsync(level, Cancellation);
            IRecordStore enlisted = store.Enlist(connection, transaction);
            await Calls(enlisted)[first]();
            await Calls(enlisted)[(first + 1) % 3]();
            await transaction.RollbackAsync(Cancellation);
            NpgsqlTransaction next = await connection.BeginTransactionAsync(level, Cancellation);
            Assert.Same(transaction, next);

            foreach (Func<Task> call in Calls(enlisted))
            {
                InvalidOperationException refusal = await Assert.ThrowsAsync<InvalidOperationException>(call);
                Assert.Contains("has ended", refusal.Message, StringComparison.Ordinal);
            }

            // The host's transaction is as it was, and a call of Enlist is all that it takes.
            Assert.True((await store.Enlist(connection, next).CommitAsync(new Change.Insert(Item.Of($"next-{first}")))).IsCommitted);
            await next.CommitAsync(Cancellation);
        }

        Assert.Equal(["a", "next-0", "next-1", "next-2"], await Server.QueryAsync($"select id from {Schema}.pd_items order by id"));
    }

    [Fact]
    public async Task A_transaction_that_the_host_exchanges_by_hand_is_refused_too()
    {
        await using PostgreSqlRecordStore store = await OpenReadyAsync();
        await using NpgsqlConnection connection = await Server.ConnectAsync();
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(Cancellation);
        IRecordStore enlisted = store.Enlist(connection, transaction);
        Assert.Null(await enlisted.FindAsync(Item.Of("a")));
        await ExecuteAsync(connection, "commit and chain");

        await Assert.ThrowsAsync<InvalidOperationException>(() => enlisted.CommitAsync(new Change.Insert(Item.Of("a"))));
        await Assert.ThrowsAsync<InvalidOperationException>(() => enlisted.FindAsync(Item.Of("a")));
        await transaction.CommitAsync(Cancellation);
        Assert.Null(await store.FindAsync(Item.Of("a")));
    }

    [Fact]
    public async Task What_was_not_used_before_belongs_to_the_transaction_of_its_first_use()
    {
        await using PostgreSqlRecordStore store = await OpenReadyAsync();
        await using NpgsqlConnection connection = await Server.ConnectAsync();
        NpgsqlTransaction first = await connection.BeginTransactionAsync(Cancellation);
        IRecordStore enlisted = store.Enlist(connection, first);
        await first.CommitAsync(Cancellation);
        NpgsqlTransaction second = await connection.BeginTransactionAsync(Cancellation);
        Assert.True((await enlisted.CommitAsync(new Change.Insert(Item.Of("a")))).IsCommitted);
        await second.CommitAsync(Cancellation);
        await connection.BeginTransactionAsync(Cancellation);

        await Assert.ThrowsAsync<InvalidOperationException>(() => enlisted.CommitAsync(new Change.Insert(Item.Of("b"))));
    }

    [Fact]
    public async Task Going_back_to_savepoints_and_other_settings_do_not_make_it_another_transaction()
    {
        await using PostgreSqlRecordStore store = await OpenReadyAsync();
        await using NpgsqlConnection connection = await Server.ConnectAsync();
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(Cancellation);
        IRecordStore enlisted = store.Enlist(connection, transaction);
        await transaction.SaveAsync("before", Cancellation);
        Assert.True((await enlisted.CommitAsync(new Change.Insert(Item.Of("a")))).IsCommitted);
        await transaction.RollbackAsync("before", Cancellation);
        await ExecuteAsync(connection, "set local timezone = 'Asia/Shanghai'");
        await ExecuteAsync(connection, "set local datestyle = 'German'");
        await ExecuteAsync(connection, "select pg_sleep(0.01)");

        Assert.Null(await enlisted.FindAsync(Item.Of("a")));
        Assert.True((await enlisted.CommitAsync(new Change.Insert(Item.Of("b")))).IsCommitted);
        await transaction.CommitAsync(Cancellation);
        Assert.Equal(["b"], await Server.QueryAsync($"select id from {Schema}.pd_items"));
    }

    [Fact]
    public async Task A_transaction_that_only_reads_is_recognized_as_well()
    {
        await using PostgreSqlRecordStore store = await OpenReadyAsync();
        await using NpgsqlConnection connection = await Server.ConnectAsync();
        await ExecuteAsync(connection, "set default_transaction_read_only = on");
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(Cancellation);
        IRecordStore enlisted = store.Enlist(connection, transaction);
        Assert.Null(await enlisted.FindAsync(Item.Of("a")));
        Assert.Null(await enlisted.FindAsync(Item.Of("b")));
        await transaction.CommitAsync(Cancellation);
        await using NpgsqlTransaction next = await connection.BeginTransactionAsync(Cancellation);
        await Assert.ThrowsAsync<InvalidOperationException>(() => enlisted.FindAsync(Item.Of("a")));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, false)]
    public async Task A_call_that_is_canceled_or_times_out_leaves_the_hosts_transaction_usable(int which, bool isCanceled)
    {
        await using PostgreSqlRecordStore store = await OpenReadyAsync();
        await Server.ExecuteAsync($"create table {Schema}.shop_orders (id text)");
        await using NpgsqlConnection other = await Server.ConnectAsync();
        await using NpgsqlConnection connection = await Server.ConnectAsync();
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(Cancellation);
        await ExecuteAsync(connection, $"insert into {Schema}.shop_orders (id) values ('o1')");
        await ExecuteAsync(connection, $"set local lock_timeout = {(isCanceled ? 0 : 100)}");
        await using (NpgsqlTransaction blocking = await other.BeginTransactionAsync(Cancellation))
        {
            await ExecuteAsync(other, $"lock table {Schema}.pd_items in access exclusive mode");
            using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            if (isCanceled)
            {
                source.CancelAfter(TimeSpan.FromMilliseconds(200));
            }

            Func<Task> call = Calls(store.Enlist(connection, transaction), source.Token)[which];
            if (isCanceled)
            {
                await Assert.ThrowsAnyAsync<OperationCanceledException>(call);
            }
            else
            {
                await StoreCalls.FailsAsync(call, isTransient: true, "55P03");
            }

            await blocking.RollbackAsync(Cancellation);
        }

        Assert.True((await store.Enlist(connection, transaction).CommitAsync(new Change.Insert(Item.Of("c")))).IsCommitted);
        await transaction.CommitAsync(Cancellation);
        Assert.Equal(["o1"], await Server.QueryAsync($"select id from {Schema}.shop_orders"));
        Assert.Equal(["c"], await Server.QueryAsync($"select id from {Schema}.pd_items"));
    }

    [Fact]
    public async Task A_transaction_that_failed_before_says_so()
    {
        await using PostgreSqlRecordStore store = await OpenReadyAsync();
        await using var relay = new RoundTripRelay(Server);
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(relay.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(Cancellation);
        await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(connection, "select 1 / 0"));

        await StoreCalls.FailsAsync(() => store.Enlist(connection, transaction).FindAsync(Item.Of("a")), isTransient: false, "25P02");
        await StoreCalls.FailsAsync(() => store.Enlist(connection, transaction).CommitAsync(new Change.Insert(Item.Of("a"))), isTransient: false, "25P02");
    }

    /// <summary>A read, a write and a page.</summary>
    private static Func<Task>[] Calls(IRecordStore store, CancellationToken? token = null) =>
    [
        async () => await store.LoadAsync(new ReadSet([Item.Of("a").Key], []), token ?? Cancellation),
        async () => await store.CommitAsync(new ChangeSet([new Change.Insert(Item.Of("b"))]), token ?? Cancellation),
        async () => await store.QueryAsync(new RecordQuery(Item.Schema.Index("by_due"), "program", 10, "owner"), token ?? Cancellation),
    ];

    /// <summary>Loads and commits in a transaction, one round trip each, and what is asked besides; the relay sees none of a connection to the socket.</summary>
    private static async Task CountAsync(PostgreSqlRecordStore store, NpgsqlConnection connection, RoundTripRelay relay, Func<int, int> asked)
    {
        bool isRelayed = !connection.Host!.StartsWith('/');
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(Cancellation);
        IRecordStore enlisted = store.Enlist(connection, transaction);
        for (int i = 0; i < 3; i++)
        {
            int before = relay.RoundTrips;
            Assert.Null(await enlisted.FindAsync(Item.Of($"{i}")));
            int loaded = relay.RoundTrips;
            Assert.True((await enlisted.CommitAsync(new Change.Insert(Item.Of($"{i}")))).IsCommitted);
            Assert.Equal(isRelayed ? (1 + asked(i), 1) : (0, 0), (loaded - before, relay.RoundTrips - loaded));
        }

        await transaction.CommitAsync(Cancellation);
        Assert.NotNull(await store.FindAsync(Item.Of("2")));
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
