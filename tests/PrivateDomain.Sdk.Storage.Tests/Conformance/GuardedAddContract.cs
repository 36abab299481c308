using Xunit;

namespace PrivateDomain.Sdk.Storage.Conformance;

/// <summary>Laws 1, 2 and 7 for guarded adds: exact in 64 bits, never beyond the guard, never wrapped.</summary>
/// <param name="harness">The store's harness.</param>
[Law(2, "Conflict is a value")]
[Law(7, "Exact")]
public abstract class GuardedAddContract(IStoreHarness harness) : RecordStoreContract(harness)
{
    private const long Beyond53Bits = (1L << 53) + 1;

    public static TheoryData<long, long, long, long> Fitting => new()
    {
        { 10, -10, 0, long.MaxValue },
        { 10, 5, 0, 15 },
        { 10, 0, 10, 10 },
        { 5, 10, 10, 20 },
        { -5, -5, long.MinValue, 0 },
        { 1L << 53, 1, 0, long.MaxValue },
        { Beyond53Bits, Beyond53Bits, 0, 2 * Beyond53Bits },
        { Beyond53Bits, -1, Beyond53Bits - 1, Beyond53Bits - 1 },
        { long.MaxValue - 1, 1, 0, long.MaxValue },
        { long.MinValue + 1, -1, long.MinValue, 0 },
        { 0, long.MinValue, long.MinValue, long.MaxValue },
        { long.MinValue, long.MaxValue, long.MinValue, long.MaxValue },
        { long.MaxValue, long.MinValue, long.MinValue, long.MaxValue },
        { long.MaxValue, 0, long.MaxValue, long.MaxValue },
        { long.MinValue, 0, long.MinValue, long.MinValue },
    };

    public static TheoryData<long, long, long, long> Exceeding => new()
    {
        { 10, -11, 0, long.MaxValue },
        { 10, 6, 0, 15 },
        { 10, 0, 11, 20 },
        { 10, 0, 0, 9 },
        { 5, 1, 10, 20 },
        { 10, 0, 20, 0 },
        { Beyond53Bits, 0, 0, Beyond53Bits - 1 },
        { Beyond53Bits - 1, 0, Beyond53Bits, long.MaxValue },
        { long.MaxValue, 1, long.MinValue, long.MaxValue },
        { long.MaxValue - 5, 10, long.MinValue, long.MaxValue },
        { long.MaxValue, long.MaxValue, long.MinValue, long.MaxValue },
        { long.MinValue, -1, long.MinValue, long.MaxValue },
        { long.MinValue, long.MinValue, long.MinValue, long.MaxValue },
        { -1, long.MinValue, long.MinValue, long.MaxValue },
        { long.MaxValue - 1, 1, 0, long.MaxValue - 1 },
    };

    [Theory]
    [MemberData(nameof(Fitting))]
    public async Task An_add_within_the_guard_is_exact(long stock, long delta, long min, long max)
    {
        Gadget gadget = await StockAsync(stock);

        await StoreAsync(new Change.Add(gadget.Key, Gadget.StockColumn, delta, min, max));

        Gadget stored = await GetAsync(gadget);
        Assert.True((Int128)stock + delta == stored.Stock, $"Law 7, exact: {stock} + {delta} became {stored.Stock}.");
    }

    [Theory]
    [MemberData(nameof(Exceeding))]
    public async Task An_add_beyond_the_guard_or_64_bits_conflicts_and_never_wraps(long stock, long delta, long min, long max)
    {
        Gadget gadget = await StockAsync(stock);

        await ConflictAsync(new Change.Add(gadget.Key, Gadget.StockColumn, delta, min, max));

        Assert.Equal(gadget with { Revision = 1 }, await GetAsync(gadget));
    }

    [Fact]
    public async Task An_add_changes_the_counter_and_the_revision_and_nothing_else()
    {
        Gadget gadget = NewGadget(Unique("owner"), "a") with
        {
            Stock = 3,
            Reserved = 4,
            Note = "note",
            Rank = 5,
            DueAt = DateTimeOffset.UnixEpoch,
            Shelf = "shelf",
            Payload = "{ \"a\" : 1 }",
        };
        await InsertAsync(gadget);

        await StoreAsync(new Change.Add(gadget.Key, Gadget.StockColumn, 2));

        Assert.Equal(gadget with { Stock = 5, Revision = 2 }, await GetAsync(gadget));
    }

    [Fact]
    public async Task An_add_to_a_missing_record_conflicts_and_creates_nothing()
    {
        Gadget gadget = NewGadget(Unique("owner"), "a");

        await ConflictAsync(new Change.Add(gadget.Key, Gadget.StockColumn, 0, long.MinValue));

        Assert.Null(await FindAsync(gadget));
    }

    [Fact]
    public async Task An_add_makes_the_revision_that_was_read_before_it_stale()
    {
        Gadget gadget = await StockAsync(1);
        await StoreAsync(new Change.Add(gadget.Key, Gadget.StockColumn, 1));

        await ConflictAsync(new Change.Update(gadget, 1));
        await ConflictAsync(new Change.Delete(gadget.Key, 1));
        await ConflictAsync(new Change.Expect(gadget.Key, 1));

        await StoreAsync(new Change.Update(gadget with { Stock = 50 }, 2));
        Assert.Equal(gadget with { Stock = 50, Revision = 3 }, await GetAsync(gadget));
    }

    [Fact]
    public async Task An_add_of_nothing_counts_as_a_write()
    {
        Gadget gadget = await StockAsync(1);

        await StoreAsync(new Change.Add(gadget.Key, Gadget.StockColumn, 0));

        Assert.Equal(gadget with { Revision = 2 }, await GetAsync(gadget));
    }

    [Fact]
    public async Task An_add_moves_the_record_in_the_indexes_of_its_counter()
    {
        string owner = Unique("owner");
        await InsertAsync(NewGadget(owner, "a") with { Stock = 1 }, NewGadget(owner, "b") with { Stock = 2 }, NewGadget(owner, "c") with { Stock = 3 });

        await StoreAsync(new Change.Add(NewGadget(owner, "a").Key, Gadget.StockColumn, 5));

        Assert.Equal(["b", "c", "a"], await RangeIdsAsync(Gadget.ByStock, owner));
        RangeSlice slice = await RangeAsync(new OwnerRange(Gadget.ByStock, owner, Program, 10, From: ColumnValue.Of(6L)));
        Assert.Equal(2, Assert.Single(slice.Records).Revision);
    }

    [Fact]
    public async Task Adds_to_different_columns_of_one_record_stand_side_by_side()
    {
        Gadget gadget = NewGadget(Unique("owner"), "a") with { Stock = 10, Reserved = 1 };
        await InsertAsync(gadget);

        await StoreAsync(new Change.Add(gadget.Key, Gadget.StockColumn, -3), new Change.Add(gadget.Key, Gadget.ReservedColumn, 3));

        Assert.Equal(gadget with { Stock = 7, Reserved = 4, Revision = 3 }, await GetAsync(gadget));
    }

    [Fact]
    public async Task Adds_side_by_side_of_which_one_does_not_fit_change_nothing()
    {
        Gadget gadget = NewGadget(Unique("owner"), "a") with { Stock = 10, Reserved = 1 };
        await InsertAsync(gadget);
        var fitting = new Change.Add(gadget.Key, Gadget.StockColumn, -3);
        var exceeding = new Change.Add(gadget.Key, Gadget.ReservedColumn, -3);

        await ConflictAsync(exceeding, fitting, exceeding);
        await ConflictAsync(exceeding, exceeding, fitting);

        Assert.Equal(gadget with { Revision = 1 }, await GetAsync(gadget));
    }

    private async Task<Gadget> StockAsync(long stock)
    {
        Gadget gadget = NewGadget(Unique("owner"), "a") with { Stock = stock };
        await InsertAsync(gadget);
        return gadget;
    }
}
