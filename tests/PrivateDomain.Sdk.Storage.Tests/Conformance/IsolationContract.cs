using Xunit;

namespace PrivateDomain.Sdk.Storage.Conformance;

/// <summary>Law 6: no read or write crosses programs, nor owners or record types.</summary>
/// <param name="harness">The store's harness.</param>
[Law(6, "Program isolation")]
public abstract class IsolationContract(IStoreHarness harness) : RecordStoreContract(harness)
{
    private string Other => Program + "2";

    [Fact]
    public async Task One_key_in_two_programs_is_two_records()
    {
        Gadget here = NewGadget("owner", "a") with { Name = "here" };
        Gadget there = here with { Program = Other, Name = "there" };

        await InsertAsync(here);
        Assert.Null(await FindAsync(there));
        await InsertAsync(there);

        Assert.Equal(here with { Revision = 1 }, await GetAsync(here));
        Assert.Equal(there with { Revision = 1 }, await GetAsync(there));
    }

    [Fact]
    public async Task No_change_of_one_program_touches_another()
    {
        Gadget here = NewGadget("owner", "a") with { Stock = 5 };
        Gadget there = here with { Program = Other };
        await InsertAsync(here, there);

        await StoreAsync(new Change.Update(here with { Name = "new" }, 1));
        await StoreAsync(new Change.Add(here.Key, Gadget.StockColumn, 1));
        await StoreAsync(new Change.Expect(there.Key, 1));
        await ConflictAsync(new Change.Update(there, 3));
        await ConflictAsync(new Change.Delete(there.Key, 3));
        await ConflictAsync(new Change.Expect(there.Key, 3));
        await StoreAsync(new Change.Delete(here.Key, 3));

        Assert.Equal(there with { Revision = 1 }, await GetAsync(there));
        await ConflictAsync(new Change.Add(here.Key, Gadget.StockColumn, 1));
    }

    [Fact]
    public async Task Ranges_and_pages_have_the_records_of_their_program_only()
    {
        Gadget here = NewGadget("owner", "a") with { Rank = 1, Shelf = "s" };
        Gadget there = NewGadget("owner", "b") with { Program = Other, Rank = 1, Shelf = "s" };
        await InsertAsync(here, there);

        Assert.Equal(["a"], await RangeIdsAsync(Gadget.ByRank, "owner"));
        Assert.Equal(["a"], await RangeIdsAsync(Gadget.Schema.Primary, "owner"));
        foreach (RecordQuery query in Queries(Program))
        {
            Assert.Equal("a", Assert.Single(await ReadAllAsync(query)).Id);
            Assert.Equal("b", Assert.Single(await ReadAllAsync(query with { Program = Other })).Id);
        }
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("*")]
    [InlineData("' or '1'='1")]
    public async Task A_program_is_a_name_and_never_a_pattern(string suffix)
    {
        Gadget gadget = NewGadget("owner", "a") with { Rank = 1, Shelf = "s", Program = Program + "x" };
        await InsertAsync(gadget);
        string pattern = Program + suffix;

        Assert.Null(await FindAsync(gadget with { Program = pattern }));
        foreach (RecordQuery query in Queries(pattern))
        {
            Assert.Empty(await ReadAllAsync(query));
        }
    }

    [Fact]
    public async Task A_cursor_of_one_program_reads_nothing_of_it_from_another()
    {
        await InsertAsync(Enumerable.Range(0, 10).Select(i => NewGadget("owner", $"{i}") with { Rank = i, Shelf = "s" }));
        await InsertAsync(Enumerable.Range(0, 10).Select(i => NewGadget("owner", $"x{i}") with { Program = Other, Rank = i, Shelf = "s" }));

        foreach (RecordQuery query in Queries(Program))
        {
            RecordPage page = await Store.QueryAsync(query with { Limit = 3 }, Cancellation);
            IReadOnlyList<Record> rest = await ReadAllAsync(query with { Program = Other, Cursor = page.Cursor });
            Assert.All(rest, r => Assert.Equal(Other, r.Program));
        }
    }

    [Fact]
    public async Task One_owner_and_id_in_two_types_is_two_records()
    {
        Gadget gadget = NewGadget("owner", "");
        Vault vault = NewVault("owner", 3);

        await InsertAsync(gadget);
        Assert.Null(await FindAsync(vault));
        await InsertAsync(vault);
        await StoreAsync(new Change.Delete(gadget.Key, 1));

        Assert.Null(await FindAsync(gadget));
        Assert.Equal(vault with { Revision = 1 }, await GetAsync(vault));
    }

    [Fact]
    public async Task One_id_of_two_owners_is_two_records()
    {
        Gadget one = NewGadget("one", "a") with { Name = "one" };
        Gadget two = NewGadget("two", "a") with { Name = "two" };

        await InsertAsync(one, two);
        await StoreAsync(new Change.Delete(one.Key, 1));

        Assert.Null(await FindAsync(one));
        Assert.Equal(two with { Revision = 1 }, await GetAsync(two));
    }

    private static RecordQuery[] Queries(string program) =>
    [
        new(Gadget.Schema.Primary, program, 5),
        new(Gadget.Schema.Primary, program, 5, "owner"),
        new(Gadget.ByRank, program, 5, "owner", Descending: true),
        new(Gadget.AllByShelf, program, 5),
        new(Gadget.AllByShelf, program, 5, Descending: true, From: ColumnValue.Of("s"), Through: ColumnValue.Of("s")),
        new(Gadget.AllByMade, program, 5),
    ];
}
