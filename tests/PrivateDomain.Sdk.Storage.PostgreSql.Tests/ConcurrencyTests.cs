namespace PrivateDomain.Sdk.Storage.PostgreSql.Tests;

/// <summary>Two stores on one database, as two hosts have them.</summary>
public sealed class ConcurrencyTests : StoreSchema
{
    private static readonly RecordColumn Stock = Item.Schema.Column("stock");

    [Fact(Timeout = 300_000)]
    public async Task Five_thousand_attempts_of_two_hosts_sell_exactly_the_hundred_that_are_there()
    {
        await using PostgreSqlRecordStore red = await OpenReadyAsync();
        await using PostgreSqlRecordStore blue = await OpenReadyAsync();
        Item item = Item.Of("stock") with { Stock = 100 };
        await red.StoreAsync(item);
        int left = 5_000;

        int[] sold = await Task.WhenAll(Enumerable.Range(0, 64).Select(caller => Task.Run(
            async () =>
            {
                int count = 0;
                while (Interlocked.Decrement(ref left) >= 0)
                {
                    count += (await (caller % 2 == 0 ? red : blue).CommitAsync(new Change.Add(item.Key, Stock, -1))).IsCommitted ? 1 : 0;
                }

                return count;
            },
            Cancellation)));

        Assert.Equal(100, sold.Sum());
        Assert.Equal(item with { Stock = 0, Revision = 101 }, await blue.FindAsync(item));
    }

    [Fact(Timeout = 300_000)]
    public async Task Commits_that_touch_the_same_rows_in_opposite_orders_never_deadlock()
    {
        await using PostgreSqlRecordStore red = await OpenReadyAsync();
        await using PostgreSqlRecordStore blue = await OpenReadyAsync();
        Item[] items = [.. Enumerable.Range(0, 40).Select(i => Item.Of($"{i:00}", $"owner-{i % 3}") with { Stock = 1_000_000 })];
        await red.StoreAsync(items);
        string before = await DeadlocksAsync();

        int[] committed = await Task.WhenAll(Enumerable.Range(0, 16).Select(caller => Task.Run(
            async () =>
            {
                var random = new Random(caller);
                int count = 0;
                for (int i = 0; i < 60; i++)
                {
                    Item[] some = items.ToArray();
                    random.Shuffle(some);
                    long[] revisions = [.. (await red.LoadAsync(new ReadSet([.. some[..12].Select(s => s.Key)], []), Cancellation)).Records.Select(r => r!.Revision)];
                    Change[] changes =
                    [
                        .. some[..12].Select((s, at) => (at % 4) switch
                        {
                            0 => new Change.Update(s with { Label = $"{caller}" }, revisions[at]),
                            1 => (Change)new Change.Expect(s.Key, revisions[at]),
                            2 => new Change.Add(s.Key, Stock, -1),
                            _ => new Change.Add(s.Key, Stock, 1),
                        }),
                        new Change.Insert(Item.Of($"{caller}-{i}", $"new-{random.Next(3)}")),
                    ];
                    random.Shuffle(changes);
                    count += (await (caller % 2 == 0 ? red : blue).CommitAsync(changes)).IsCommitted ? 1 : 0;
                }

                return count;
            },
            Cancellation)));

        Assert.True(committed.Sum() > 50, $"Only {committed.Sum()} of 960 commits went through.");
        Assert.Equal(before, await DeadlocksAsync());
    }

    [Fact(Timeout = 300_000)]
    public async Task Transfers_in_opposite_directions_never_deadlock_and_lose_nothing()
    {
        await using PostgreSqlRecordStore red = await OpenReadyAsync();
        await using PostgreSqlRecordStore blue = await OpenReadyAsync();
        Item a = Item.Of("", "a") with { Stock = 10_000 };
        Item b = Item.Of("", "b") with { Stock = 10_000 };
        await red.StoreAsync(a, b);
        string before = await DeadlocksAsync();

        await Task.WhenAll(Enumerable.Range(0, 32).Select(caller => Task.Run(
            async () =>
            {
                for (int i = 0; i < 60; i++)
                {
                    (Item from, Item to) = caller % 2 == 0 ? (a, b) : (b, a);
                    Assert.True((await (caller % 4 < 2 ? red : blue).CommitAsync(new Change.Add(from.Key, Stock, -1), new Change.Add(to.Key, Stock, 1))).IsCommitted);
                }
            },
            Cancellation)));

        Assert.Equal([$"10000|{1 + (32 * 60)}", $"10000|{1 + (32 * 60)}"], await Server.QueryAsync($"select stock, revision from {Schema}.pd_items"));
        Assert.Equal(before, await DeadlocksAsync());
    }

    private async Task<string> DeadlocksAsync() => (await Server.QueryAsync("select deadlocks from pg_stat_database where datname = current_database()"))[0];
}
