using Npgsql;
using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.PostgreSql.Tests;

/// <summary>What reads and writes below the store: on a connection and inside a transaction of somebody else, and as on a sharded database.</summary>
public sealed class SessionTests : StoreSchema
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task What_is_written_in_a_transaction_of_the_host_is_seen_in_it_and_vanishes_with_it()
    {
        await using PostgreSqlRecordStore store = await OpenReadyAsync();
        Item item = Item.Of("a") with { Stock = 5 };
        await store.StoreAsync(item);
        PostgreSqlCore core = Core(isSharded: false);
        await using NpgsqlConnection connection = await Server.ConnectAsync();
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(Cancellation);
        var session = new PostgreSqlSession(connection, transaction, Timeout);
        var plan = CommitPlan.Of(
            core.Tables,
            [new Change.Add(item.Key, Item.Schema.Column("stock"), -5), new Change.Insert(Item.Of("b")), new Change.Expect(Item.Of("c").Key, 0)]);

        Assert.True(await PostgreSqlWriter.TryWriteAsync(session, plan, goBack: null, Cancellation));

        Snapshot inside = await core.Reader.LoadAsync(session, Reads(item, Item.Of("b"), Item.Of("c")), Cancellation);
        Assert.Equal([item with { Stock = 0, Revision = 2 }, Item.Of("b") with { Revision = 1 }, null], inside.Records);
        Assert.Null(await store.FindAsync(Item.Of("b")));
        await transaction.RollbackAsync(Cancellation);
        Assert.Equal(item with { Revision = 1 }, await store.FindAsync(item));
        Assert.Null(await store.FindAsync(Item.Of("b")));
    }

    [Fact]
    public async Task What_is_written_in_a_transaction_of_the_host_stays_with_it()
    {
        await using PostgreSqlRecordStore store = await OpenReadyAsync();
        PostgreSqlCore core = Core(isSharded: false);
        await using NpgsqlConnection connection = await Server.ConnectAsync();
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(Cancellation);
        await using var order = new NpgsqlCommand($"create table {Schema}.orders (id text)", connection);
        await order.ExecuteNonQueryAsync(Cancellation);

        Assert.True(await PostgreSqlWriter.TryWriteAsync(
            new PostgreSqlSession(connection, transaction, Timeout), CommitPlan.Of(core.Tables, [new Change.Insert(Item.Of("b"))]), goBack: null, Cancellation));
        await transaction.CommitAsync(Cancellation);

        Assert.NotNull(await store.FindAsync(Item.Of("b")));
        Assert.Equal(["0"], await Server.QueryAsync($"select count(*) from {Schema}.orders"));
    }

    [Fact]
    public async Task A_sharded_database_is_read_by_other_statements_to_the_same_end()
    {
        await using PostgreSqlRecordStore store = await OpenReadyAsync();
        Item[] items =
        [
            .. Enumerable.Range(0, 200).Select(i => Item.Of($"{i:000}", $"owner-{i % 9}") with
            {
                DueAt = i % 5 == 0 ? null : DateTimeOffset.UnixEpoch.AddDays(i % 7), Shelf = i % 3 == 0 ? null : $"{i % 4}",
            }),
        ];
        await store.StoreAsync(items);
        ReadSet reads = Reads([.. items, Item.Of("none")]) with
        {
            Ranges =
            [
                .. from owner in Enumerable.Range(0, 10)
                   from index in new[] { Item.Schema.Primary, Item.Schema.Index("by_due"), Item.Schema.Index("by_label") }
                   from isDescending in new[] { false, true }
                   select new OwnerRange(index, $"owner-{owner}", "program", 1 + (owner * 3), isDescending),
            ],
        };
        await using NpgsqlConnection connection = await Server.ConnectAsync();
        var session = new PostgreSqlSession(connection, Transaction: null, Timeout);

        Snapshot one = await Core(isSharded: true).Reader.LoadAsync(session, reads, Cancellation);
        Snapshot many = await Core(isSharded: false).Reader.LoadAsync(session, reads, Cancellation);

        Assert.Equal(items.Select(i => i with { Revision = 1 }).Append(null), one.Records);
        Assert.Equal(one.Records, many.Records);
        Assert.Equal(one.Ranges.Select(r => r.IsComplete), many.Ranges.Select(r => r.IsComplete));
        Assert.Equal(one.Ranges.Select(r => r.Records), many.Ranges.Select(r => r.Records));
        Assert.All(reads.Ranges.Zip(many.Ranges), pair => Assert.True(pair.Second.Records.Count <= pair.First.Limit));
    }

    [Fact]
    public async Task A_load_and_a_commit_are_one_round_trip_each()
    {
        await using var relay = new RoundTripRelay(Server);
        await using PostgreSqlRecordStore store = await OpenReadyAsync(o => o.ConnectionString = relay.ConnectionString);
        Item[] items = [.. Enumerable.Range(0, 30).Select(i => Item.Of($"{i}", $"owner-{i}"))];
        await store.StoreAsync(items);
        ReadSet reads = Reads(items) with { Ranges = [.. items.Select(i => new OwnerRange(Item.Schema.Index("by_label"), i.Holder, "program", 3))] };
        for (int round = 1; round <= 5; round++)
        {
            int before = relay.RoundTrips;
            await store.LoadAsync(reads, Cancellation);
            int loaded = relay.RoundTrips;
            CommitResult result = await store.CommitAsync(
            [
                .. items[..20].Select(i => new Change.Update(i, round)),
                .. items[20..].Select(i => new Change.Add(i.Key, Item.Schema.Column("stock"), 1)),
                new Change.Insert(Item.Of($"new-{round}")),
                new Change.Expect(Item.Of("absent").Key, 0),
            ]);

            Assert.True(result.IsCommitted);
            Assert.Equal((1, 1), (loaded - before, relay.RoundTrips - loaded));
        }
    }

    private static ReadSet Reads(params IEnumerable<Item> items) => new([.. items.Select(i => i.Key)], []);

    private PostgreSqlCore Core(bool isSharded) => new(
        new PostgreSqlTables(new RelationalSchema(Item.Model, "pd_"), new PostgreSqlDialect(Schema)), new StoreIdentity("id", "server", "database"), isSharded);
}
