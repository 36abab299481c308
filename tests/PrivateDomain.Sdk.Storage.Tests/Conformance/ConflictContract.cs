using Xunit;

namespace PrivateDomain.Sdk.Storage.Conformance;

/// <summary>Law 2: a conflict is a value that names the change that failed; revisions must be equal, not merely old or new enough.</summary>
/// <param name="harness">The store's harness.</param>
[Law(2, "Conflict is a value")]
public abstract class ConflictContract(IStoreHarness harness) : RecordStoreContract(harness)
{
    [Fact]
    public async Task An_empty_change_set_commits() => await StoreAsync();

    [Fact]
    public async Task An_insert_starts_at_revision_1_whatever_the_record_says()
    {
        Gadget gadget = NewGadget(Unique("owner"), "a") with { Revision = 77 };

        await InsertAsync(gadget);

        Assert.Equal(1, (await GetAsync(gadget)).Revision);
    }

    [Fact]
    public async Task An_insert_of_an_existing_key_conflicts_and_keeps_what_is_stored()
    {
        Gadget gadget = NewGadget(Unique("owner"), "a") with { Name = "first" };
        await InsertAsync(gadget);

        await ConflictAsync(new Change.Insert(gadget with { Name = "second" }));

        Assert.Equal(gadget with { Revision = 1 }, await GetAsync(gadget));
    }

    [Fact]
    public async Task Every_update_adds_one_to_the_revision()
    {
        Gadget gadget = NewGadget(Unique("owner"), "a");
        await InsertAsync(gadget);

        for (long revision = 1; revision <= 5; revision++)
        {
            await StoreAsync(new Change.Update(gadget with { Size = revision }, revision));
            Assert.Equal(gadget with { Size = revision, Revision = revision + 1 }, await GetAsync(gadget));
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(long.MaxValue - 1)]
    public async Task An_update_delete_or_expectation_of_another_revision_conflicts(long expected)
    {
        Gadget gadget = NewGadget(Unique("owner"), "a");
        await InsertAsync(gadget);
        await StoreAsync(new Change.Update(gadget, 1));
        await StoreAsync(new Change.Update(gadget, 2));

        await ConflictAsync(new Change.Update(gadget with { Size = 9 }, expected));
        await ConflictAsync(new Change.Delete(gadget.Key, expected));
        await ConflictAsync(new Change.Expect(gadget.Key, expected));

        Assert.Equal(gadget with { Revision = 3 }, await GetAsync(gadget));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task An_update_or_delete_of_a_missing_record_conflicts_and_creates_nothing(long expected)
    {
        Gadget gadget = NewGadget(Unique("owner"), "a");

        await ConflictAsync(new Change.Update(gadget, expected));
        await ConflictAsync(new Change.Delete(gadget.Key, expected));

        Assert.Null(await FindAsync(gadget));
    }

    [Fact]
    public async Task An_expectation_that_holds_changes_nothing()
    {
        Gadget present = NewGadget(Unique("owner"), "a");
        Gadget absent = NewGadget(Unique("owner"), "a");
        await InsertAsync(present);

        await StoreAsync(new Change.Expect(present.Key, 1), new Change.Expect(absent.Key, 0));

        Assert.Equal(present with { Revision = 1 }, await GetAsync(present));
        Assert.Null(await FindAsync(absent));
    }

    [Fact]
    public async Task An_expectation_that_fails_refuses_the_other_changes()
    {
        Gadget present = NewGadget(Unique("owner"), "a");
        Gadget other = NewGadget(Unique("owner"), "a");
        Gadget absent = NewGadget(Unique("owner"), "b");
        await InsertAsync(present);
        var presence = new Change.Expect(absent.Key, 1);
        var absence = new Change.Expect(present.Key, 0);
        var staleness = new Change.Expect(present.Key, 2);

        await ConflictAsync(presence, new Change.Insert(other), presence);
        await ConflictAsync(absence, new Change.Insert(other), absence);
        await ConflictAsync(staleness, staleness, new Change.Insert(other));

        Assert.Null(await FindAsync(other));
    }

    [Fact]
    public async Task A_deleted_record_is_gone_and_its_key_starts_anew()
    {
        Gadget gadget = NewGadget(Unique("owner"), "a") with { Rank = 1, Shelf = "s" };
        await InsertAsync(gadget);
        await StoreAsync(new Change.Update(gadget with { Size = 1 }, 1));
        await StoreAsync(new Change.Delete(gadget.Key, 2));

        Assert.Null(await FindAsync(gadget));
        Assert.Empty(await RangeIdsAsync(Gadget.ByRank, gadget.Holder));
        await ConflictAsync(new Change.Update(gadget, 2));
        await ConflictAsync(new Change.Delete(gadget.Key, 2));
        await StoreAsync(new Change.Expect(gadget.Key, 0));

        await InsertAsync(gadget with { Size = 5 });
        Assert.Equal(gadget with { Size = 5, Revision = 1 }, await GetAsync(gadget));
    }

    [Fact]
    public async Task A_conflict_names_a_change_that_does_not_fit_among_many_that_do()
    {
        string owner = Unique("owner");
        Gadget[] gadgets = [.. Enumerable.Range(0, 50).Select(i => NewGadget(owner, $"{i:00}"))];
        await InsertAsync(gadgets);
        Change[] changes = [.. gadgets.Select((g, i) => new Change.Update(g, i == 37 ? 2 : 1))];

        await ConflictAsync(changes[37], changes);
    }

    [Fact]
    public async Task A_record_with_an_empty_id_is_a_record_like_any_other()
    {
        Vault vault = NewVault(Unique("owner"), 1);

        await InsertAsync(vault);
        await ConflictAsync(new Change.Insert(vault));
        await StoreAsync(new Change.Update(vault with { Amount = 2 }, 1));

        Assert.Equal(vault with { Amount = 2, Revision = 2 }, await GetAsync(vault));
        await StoreAsync(new Change.Delete(vault.Key, 2));
        Assert.Null(await FindAsync(vault));
    }
}
