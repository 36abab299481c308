using Npgsql;

namespace PrivateDomain.Sdk.Storage.PostgreSql.Tests;

public sealed class ConflictTests : StoreSchema
{
    private static readonly RecordColumn Stock = Item.Schema.Column("stock");

    [Fact]
    public async Task Every_kind_of_conflict_names_its_change_among_many_that_fit()
    {
        await using PostgreSqlRecordStore store = await OpenReadyAsync();
        Item[] items = [.. Enumerable.Range(0, 50).Select(i => Item.Of($"{i:00}") with { Stock = 1 })];
        await store.StoreAsync(items);
        Change[] misfits =
        [
            new Change.Insert(items[25]),
            new Change.Update(items[25], 2),
            new Change.Update(Item.Of("none"), 1),
            new Change.Update(Item.Of("none"), 0),
            new Change.Delete(items[25].Key, 2),
            new Change.Delete(Item.Of("none").Key, 1),
            new Change.Add(items[25].Key, Stock, -2),
            new Change.Add(Item.Of("none").Key, Stock, 1),
            new Change.Expect(items[25].Key, 2),
            new Change.Expect(items[25].Key, 0),
            new Change.Expect(Item.Of("none").Key, 1),
        ];

        foreach (Change misfit in misfits)
        {
            CommitResult result = await store.CommitAsync(
            [
                .. items[..10].Select(i => new Change.Update(i with { Stock = 9 }, 1)),
                new Change.Insert(Item.Of("new")),
                misfit,
                .. items[10..20].Select(i => new Change.Delete(i.Key, 1)),
                .. items[30..40].Select(i => new Change.Add(i.Key, Stock, 1)),
                .. items[40..].Select(i => new Change.Expect(i.Key, 1)),
                new Change.Expect(Item.Of("absent").Key, 0),
            ]);

            Assert.Same(misfit, result.Conflict);
        }

        Assert.Equal(["50|50"], await Server.QueryAsync($"select sum(stock), sum(revision) from {Schema}.pd_items"));
    }

    [Fact]
    public async Task All_kinds_of_change_of_one_table_commit_together()
    {
        await using PostgreSqlRecordStore store = await OpenReadyAsync();
        Item[] items = [.. Enumerable.Range(0, 40).Select(i => Item.Of($"{i:00}") with { Stock = 5 })];
        await store.StoreAsync(items);

        CommitResult result = await store.CommitAsync(
        [
            .. items[..10].Select(i => new Change.Update(i with { Stock = 7 }, 1)),
            .. items[10..20].Select(i => new Change.Delete(i.Key, 1)),
            .. items[20..30].Select(i => new Change.Add(i.Key, Stock, -5)),
            .. items[30..].Select(i => new Change.Expect(i.Key, 1)),
            new Change.Insert(Item.Of("new")),
            new Change.Expect(Item.Of("absent").Key, 0),
        ]);

        Assert.True(result.IsCommitted);
        Assert.Equal(
            ["7|2|10", "0|2|10", "5|1|10", "0|1|1"],
            await Server.QueryAsync($"select stock, revision, count(*) from {Schema}.pd_items group by 1, 2 order by min(id)"));
    }

    [Fact]
    public async Task A_key_that_stands_in_a_change_set_twice_is_refused()
    {
        await using PostgreSqlRecordStore store = await OpenReadyAsync();
        Item item = Item.Of("a") with { Stock = 5 };
        await store.StoreAsync(item);
        var update = new Change.Update(item, 1);

        await Assert.ThrowsAsync<ArgumentException>(() => store.CommitAsync(update, update));
        await Assert.ThrowsAsync<ArgumentException>(() => store.CommitAsync(new Change.Insert(Item.Of("b")), new Change.Insert(Item.Of("b"))));
        await Assert.ThrowsAsync<ArgumentException>(() => store.CommitAsync(new Change.Add(item.Key, Stock, 1), new Change.Add(item.Key, Stock, 1)));
        await Assert.ThrowsAsync<ArgumentException>(() => store.CommitAsync(new Change.Add(item.Key, Stock, 1), new Change.Expect(item.Key, 1)));
        Assert.Equal(item with { Revision = 1 }, await store.FindAsync(item));
    }

    [Fact]
    public async Task An_expectation_that_there_is_no_record_holds_until_the_commit()
    {
        // Each caller inserts his record on the condition that the other's is not there.
        await using PostgreSqlRecordStore red = await OpenReadyAsync();
        await using PostgreSqlRecordStore blue = await OpenReadyAsync();
        for (int round = 0; round < 50; round++)
        {
            Item left = Item.Of($"left-{round}");
            Item right = Item.Of($"right-{round}");

            CommitResult[] results = await Task.WhenAll(
                Task.Run(() => red.CommitAsync(new Change.Expect(right.Key, 0), new Change.Insert(left)), Cancellation),
                Task.Run(() => blue.CommitAsync(new Change.Expect(left.Key, 0), new Change.Insert(right)), Cancellation));

            Assert.Single(results, r => r.IsCommitted);
        }

        Assert.Equal(["50|50"], await Server.QueryAsync($"select count(*), sum(revision) from {Schema}.pd_items"));
    }

    [Fact]
    public async Task An_expectation_waits_for_a_writer_and_sees_what_he_wrote()
    {
        await using PostgreSqlRecordStore store = await OpenReadyAsync();
        Item item = Item.Of("a");
        await store.StoreAsync(item);
        await using NpgsqlConnection writer = await Server.ConnectAsync();
        await using NpgsqlTransaction transaction = await writer.BeginTransactionAsync(Cancellation);
        await using var write = new NpgsqlCommand($"update {Schema}.pd_items set revision = 2", writer);
        await write.ExecuteNonQueryAsync(Cancellation);

        Task<CommitResult> commit = store.CommitAsync(new Change.Expect(item.Key, 1), new Change.Insert(Item.Of("b")));
        await Waiting.ForLockAsync(Server, Schema);
        await transaction.CommitAsync(Cancellation);

        Assert.IsType<Change.Expect>((await commit).Conflict);
        Assert.Null(await store.FindAsync(Item.Of("b")));
    }

    [Fact]
    public async Task A_unique_index_of_the_host_is_store_trouble_and_no_conflict()
    {
        await using PostgreSqlRecordStore store = await OpenReadyAsync();
        await Server.ExecuteAsync($"create unique index on {Schema}.pd_items (detail)");
        await store.StoreAsync(Item.Of("a"));

        await StoreCalls.FailsAsync(() => store.CommitAsync(new Change.Insert(Item.Of("b"))), isTransient: true, "unique index");
    }
}
