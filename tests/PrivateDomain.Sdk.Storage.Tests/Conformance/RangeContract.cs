using Xunit;

namespace PrivateDomain.Sdk.Storage.Conformance;

/// <summary>Laws 5 and 7 for ranges: declared order, exact bounds, sparse indexes that follow every write.</summary>
/// <param name="harness">The store's harness.</param>
[Law(5, "Read your writes")]
[Law(7, "Exact")]
public abstract class RangeContract(IStoreHarness harness) : RecordStoreContract(harness)
{
    [Fact]
    public async Task A_primary_range_is_ordered_by_id()
    {
        string owner = Unique("owner");
        await InsertAsync(new[] { "c", "a", "b", "aa", "B", "" }.Select(id => NewGadget(owner, id)));

        Assert.Equal(["", "B", "a", "aa", "b", "c"], await RangeIdsAsync(Gadget.Schema.Primary, owner));
        Assert.Equal(["c", "b", "aa", "a", "B", ""], await RangeIdsAsync(Gadget.Schema.Primary, owner, descending: true));
    }

    [Fact]
    public async Task Equal_values_are_ordered_by_id_in_both_directions()
    {
        string owner = Unique("owner");
        await InsertAsync(
            NewGadget(owner, "d") with { Rank = 1 },
            NewGadget(owner, "b") with { Rank = 2 },
            NewGadget(owner, "a") with { Rank = 2 },
            NewGadget(owner, "c") with { Rank = 2 },
            NewGadget(owner, "e") with { Rank = -1 });

        Assert.Equal(["e", "d", "a", "b", "c"], await RangeIdsAsync(Gadget.ByRank, owner));
        Assert.Equal(["c", "b", "a", "d", "e"], await RangeIdsAsync(Gadget.ByRank, owner, descending: true));
    }

    [Fact]
    public async Task A_second_column_orders_before_the_id()
    {
        string owner = Unique("owner");
        DateTimeOffset due = DateTimeOffset.UnixEpoch;
        await InsertAsync(
            NewGadget(owner, "a") with { DueAt = due.AddTicks(1), Size = 1 },
            NewGadget(owner, "b") with { DueAt = due, Size = 9 },
            NewGadget(owner, "c") with { DueAt = due, Size = -9 },
            NewGadget(owner, "d") with { Size = 0 });

        Assert.Equal(["c", "b", "a"], await RangeIdsAsync(Gadget.ByDue, owner));
    }

    [Fact]
    public async Task A_second_column_without_a_value_comes_first()
    {
        string owner = Unique("owner");
        await InsertAsync(
            NewGadget(owner, "a") with { IsEnabled = true, Note = "x" },
            NewGadget(owner, "b") with { IsEnabled = true },
            NewGadget(owner, "c") with { IsEnabled = true, Note = "" },
            NewGadget(owner, "d") with { IsEnabled = false, Note = "z" });

        Assert.Equal(["d", "b", "c", "a"], await RangeIdsAsync(Gadget.ByEnabled, owner));
        Assert.Equal(["a", "c", "b", "d"], await RangeIdsAsync(Gadget.ByEnabled, owner, descending: true));
        Assert.Equal(["b", "c", "a"], await RangeIdsAsync(Gadget.ByEnabled, owner, from: ColumnValue.Of(true)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_range_is_complete_exactly_when_the_limit_left_nothing_out(bool descending)
    {
        string owner = Unique("owner");
        await InsertAsync(Enumerable.Range(0, 5).Select(i => NewGadget(owner, $"{i}") with { Rank = i }));

        foreach (RecordIndex index in new[] { Gadget.ByRank, Gadget.Schema.Primary })
        {
            for (int limit = 1; limit <= 7; limit++)
            {
                RangeSlice slice = await RangeAsync(new OwnerRange(index, owner, Program, limit, descending));
                Assert.Equal(Math.Min(limit, 5), slice.Records.Count);
                Assert.Equal(descending ? "4" : "0", slice.Records[0].Id);
                Assert.True(slice.IsComplete == limit >= 5, $"A range of 5 records with limit {limit} says that it is {(slice.IsComplete ? "" : "not ")}complete.");
            }
        }
    }

    [Fact]
    public async Task A_range_takes_the_largest_limit()
    {
        string owner = Unique("owner");
        await InsertAsync(NewGadget(owner, "a"));

        RangeSlice slice = await RangeAsync(new OwnerRange(Gadget.Schema.Primary, owner, Program, int.MaxValue));

        Assert.Single(slice.Records);
        Assert.True(slice.IsComplete);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bounds_are_inclusive(bool descending)
    {
        string owner = Unique("owner");
        await InsertAsync(Enumerable.Range(0, 10).Select(i => NewGadget(owner, $"{i}") with { Rank = i * 10 }));

        await RanksAsync("2345", 20, 50);
        await RanksAsync("2345", 11, 59);
        await RanksAsync("5", 50, 50);
        await RanksAsync("", 51, 59);
        await RanksAsync("", 60, 50);
        await RanksAsync("789", 70, null);
        await RanksAsync("012", null, 20);
        await RanksAsync("", 91, null);
        await RanksAsync("", null, -1);
        await RanksAsync("0123456789", long.MinValue, long.MaxValue);

        async Task RanksAsync(string expected, long? from, long? through)
        {
            string[] ids = await RangeIdsAsync(
                Gadget.ByRank,
                owner,
                descending,
                from is { } f ? ColumnValue.Of(f) : ColumnValue.Null,
                through is { } t ? ColumnValue.Of(t) : ColumnValue.Null);
            Assert.Equal(expected, string.Concat(descending ? ids.Reverse() : ids));
        }
    }

    [Fact]
    public async Task A_bounded_range_cut_by_its_limit_counts_only_what_lies_between_the_bounds()
    {
        string owner = Unique("owner");
        await InsertAsync(Enumerable.Range(0, 10).Select(i => NewGadget(owner, $"{i}") with { Rank = i }));
        var range = new OwnerRange(Gadget.ByRank, owner, Program, 3, From: ColumnValue.Of(2L), Through: ColumnValue.Of(4L));

        Assert.True((await RangeAsync(range)).IsComplete);
        Assert.False((await RangeAsync(range with { Through = ColumnValue.Of(5L) })).IsComplete);
        Assert.False((await RangeAsync(range with { From = ColumnValue.Of(1L), Descending = true })).IsComplete);
    }

    [Fact]
    public async Task Text_and_instant_bounds_are_exact()
    {
        string owner = Unique("owner");
        DateTimeOffset due = new(2026, 5, 5, 5, 5, 5, TimeSpan.Zero);
        await InsertAsync(
            NewGadget(owner, "a") with { Name = "b", DueAt = due },
            NewGadget(owner, "b") with { Name = "b ", DueAt = due.AddTicks(1) },
            NewGadget(owner, "c") with { Name = "B", DueAt = due.AddTicks(2) });

        Assert.Equal(["a"], await RangeIdsAsync(Gadget.ByName, owner, from: ColumnValue.Of("b"), through: ColumnValue.Of("b")));
        Assert.Equal(["a", "b"], await RangeIdsAsync(Gadget.ByName, owner, from: ColumnValue.Of("C")));
        Assert.Equal(["b"], await RangeIdsAsync(Gadget.ByDue, owner, from: ColumnValue.Of(due.AddTicks(1)), through: ColumnValue.Of(due.AddTicks(1))));
        Assert.Equal(["a"], await RangeIdsAsync(Gadget.ByDue, owner, through: ColumnValue.Of(due)));
    }

    [Fact]
    public async Task A_record_enters_moves_in_and_leaves_a_sparse_index_as_it_is_updated()
    {
        string owner = Unique("owner");
        Gadget gadget = NewGadget(owner, "a");
        await InsertAsync(gadget, NewGadget(owner, "b") with { Rank = 5 });
        Assert.Equal(["b"], await RangeIdsAsync(Gadget.ByRank, owner));

        await StoreAsync(new Change.Update(gadget with { Rank = 1 }, 1));
        Assert.Equal(["a", "b"], await RangeIdsAsync(Gadget.ByRank, owner));

        await StoreAsync(new Change.Update(gadget with { Rank = 9 }, 2));
        Assert.Equal(["b", "a"], await RangeIdsAsync(Gadget.ByRank, owner));

        await StoreAsync(new Change.Update(gadget with { Rank = 9, Size = 3 }, 3));
        RangeSlice slice = await RangeAsync(new OwnerRange(Gadget.ByRank, owner, Program, 9));
        Assert.Equal(gadget with { Rank = 9, Size = 3, Revision = 4 }, slice.Records[1]);

        await StoreAsync(new Change.Update(gadget, 4));
        Assert.Equal(["b"], await RangeIdsAsync(Gadget.ByRank, owner));
        Assert.Equal(["a", "b"], await RangeIdsAsync(Gadget.Schema.Primary, owner));
    }

    [Fact]
    public async Task A_range_of_one_owner_has_no_other_owners_records()
    {
        string owner = Unique("owner");
        await InsertAsync(NewGadget(owner, "a") with { Rank = 1 }, NewGadget(owner + "2", "b") with { Rank = 2 }, NewGadget(owner.ToUpperInvariant(), "c") with { Rank = 3 });

        Assert.Equal(["a"], await RangeIdsAsync(Gadget.ByRank, owner));
        Assert.Equal(["a"], await RangeIdsAsync(Gadget.Schema.Primary, owner));
    }

    [Fact]
    public async Task Thousands_of_records_stay_in_order_as_they_come_and_go()
    {
        string owner = Unique("owner");
        int[] ids = [.. Enumerable.Range(0, 3_000)];
        new Random(3).Shuffle(ids);
        Gadget[] gadgets = [.. ids.Select(i => NewGadget(owner, $"{i:0000}") with { Rank = -i, Shelf = $"{i % 10}", Size = i })];
        var present = new SortedDictionary<string, Gadget>(StringComparer.Ordinal);

        // Everything comes, moves, and goes but for a seventh; half of it comes back; everything goes; everything comes once more, in order.
        await WriteAsync(gadgets);
        await WriteAsync([.. gadgets.Where(g => g.Size % 5 == 1).Select(g => g with { Rank = g.Size, Shelf = null })]);
        await RemoveAsync(g => g.Size % 7 != 0);
        await WriteAsync([.. gadgets.Where(g => g.Size % 2 == 0)]);
        await RemoveAsync(_ => true);
        await WriteAsync([.. gadgets.OrderBy(g => g.Size)]);

        async Task WriteAsync(Gadget[] written)
        {
            foreach (Gadget[] part in written.Chunk(1_000))
            {
                await StoreAsync([.. part.Select(g => present.TryGetValue(g.Id, out Gadget? old) ? (Change)new Change.Update(g, old.Revision) : new Change.Insert(g))]);
                foreach (Gadget gadget in part)
                {
                    present[gadget.Id] = gadget with { Revision = present.TryGetValue(gadget.Id, out Gadget? old) ? old.Revision + 1 : 1 };
                }
            }

            await CompareAsync();
        }

        async Task RemoveAsync(Func<Gadget, bool> which)
        {
            Gadget[] removed = [.. present.Values.Where(which)];
            await StoreAsync([.. removed.Select(g => new Change.Delete(g.Key, g.Revision))]);
            Array.ForEach(removed, g => present.Remove(g.Id));
            await CompareAsync();
        }

        async Task CompareAsync()
        {
            Snapshot snapshot = await Store.LoadAsync(
                new ReadSet([], [new OwnerRange(Gadget.Schema.Primary, owner, Program, 9_000), new OwnerRange(Gadget.ByRank, owner, Program, 9_000, Descending: true)]),
                Cancellation);
            IReadOnlyList<Record> shelved = await ReadAllAsync(new RecordQuery(Gadget.AllByShelf, Program, 900));
            Assert.Equal(present.Values, snapshot.Ranges[0].Records);
            Assert.Equal(present.Values.OrderByDescending(g => g.Rank).ThenByDescending(g => g.Id, StringComparer.Ordinal), snapshot.Ranges[1].Records);
            Assert.Equal(present.Values.Where(g => g.Shelf is not null).OrderBy(g => g.Shelf, StringComparer.Ordinal).ThenBy(g => g.Size), shelved);
        }
    }
}
