using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.Sqlite.Tests;

public sealed class GuardedAddTests : IDisposable
{
    private static readonly long[] Edges = [long.MinValue, long.MinValue + 1, -2, -1, 0, 1, 2, long.MaxValue - 1, long.MaxValue];

    private readonly StoreDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Bounds_admit_exactly_what_keeps_the_sum_in_its_limits()
    {
        foreach (long delta in Edges)
        {
            foreach (long min in Edges)
            {
                foreach (long max in Edges)
                {
                    var bounds = GuardBounds.Of(new Change.Add(Item.Of("a").Key, Item.Schema.Column("stock"), delta, min, max));
                    Assert.All(Edges, stored =>
                        Assert.Equal((Int128)stored + delta >= min && (Int128)stored + delta <= max, stored >= bounds.Least && stored <= bounds.Greatest));
                }
            }
        }
    }

    [Fact]
    public async Task A_sum_beyond_64_bits_is_a_conflict_and_never_a_floating_point_number()
    {
        await using SqliteRecordStore store = await _directory.OpenReadyAsync();
        Item high = Item.Of("high") with { Stock = long.MaxValue - 1 };
        Item low = Item.Of("low") with { Stock = long.MinValue + 1 };
        await store.CommitAsync(new Change.Insert(high), new Change.Insert(low));

        Assert.True((await store.CommitAsync(Add(high, 1))).IsCommitted);
        Assert.False((await store.CommitAsync(Add(high, 1))).IsCommitted);
        Assert.False((await store.CommitAsync(Add(high, long.MaxValue))).IsCommitted);
        Assert.True((await store.CommitAsync(Add(low, -1))).IsCommitted);
        Assert.False((await store.CommitAsync(Add(low, -1))).IsCommitted);
        Assert.False((await store.CommitAsync(Add(low, long.MinValue))).IsCommitted);

        Assert.Equal(
            [$"high|integer|{long.MaxValue}|2", $"low|integer|{long.MinValue}|2"],
            _directory.Query("select id, typeof(stock), stock, revision from pd_items order by id"));
    }

    [Fact]
    public async Task Two_stores_on_one_file_never_oversell()
    {
        await using SqliteRecordStore red = await _directory.OpenReadyAsync(o => o.BusyTimeout = TimeSpan.FromSeconds(30));
        await using SqliteRecordStore blue = await _directory.OpenReadyAsync(o => o.BusyTimeout = TimeSpan.FromSeconds(30));
        Item item = Item.Of("ticket") with { Stock = 100 };
        await red.CommitAsync(new Change.Insert(item));

        int[] sold = await Task.WhenAll(new[] { red, blue, red, blue }.Select(store => Task.Run(async () =>
        {
            int count = 0;
            for (int i = 0; i < 60; i++)
            {
                count += (await store.CommitAsync(new Change.Add(item.Key, Item.Schema.Column("stock"), -1))).IsCommitted ? 1 : 0;
            }

            return count;
        })));

        Assert.Equal(100, sold.Sum());
        Assert.Equal(item with { Stock = 0, Revision = 101 }, await blue.FindAsync(item));
    }

    [Fact]
    public async Task Two_stores_on_one_file_never_lose_an_update()
    {
        await using SqliteRecordStore red = await _directory.OpenReadyAsync(o => o.BusyTimeout = TimeSpan.FromSeconds(30));
        await using SqliteRecordStore blue = await _directory.OpenReadyAsync(o => o.BusyTimeout = TimeSpan.FromSeconds(30));
        Item item = Item.Of("balance");
        await red.CommitAsync(new Change.Insert(item));

        await Task.WhenAll(new[] { red, blue, red, blue }.Select(store => Task.Run(async () =>
        {
            for (int done = 0; done < 40;)
            {
                Item stored = (await store.FindAsync(item))!;
                done += (await store.CommitAsync(new Change.Update(stored with { Stock = stored.Stock + 1 }, stored.Revision))).IsCommitted ? 1 : 0;
            }
        })));

        Assert.Equal(item with { Stock = 160, Revision = 161 }, await red.FindAsync(item));
    }

    private static Change.Add Add(Item item, long delta) => new(item.Key, Item.Schema.Column("stock"), delta, long.MinValue, long.MaxValue);
}
