using Xunit;

namespace PrivateDomain.Sdk.Storage.Conformance;

/// <summary>Law 10: a store may be wrapped without noticing it; the basics hold through decorators that build every value anew.</summary>
/// <param name="harness">The store's harness.</param>
[Law(10, "Decorators work")]
public abstract class DecoratorContract(IStoreHarness harness)
    : RecordStoreContract(new DecoratingHarness(harness, store => new RebuildingStore(new RebuildingStore(store))))
{
    [Fact]
    public async Task What_is_stored_through_a_decorator_is_read_through_it()
    {
        Gadget gadget = NewGadget(Unique("owner"), "a") with { Rank = 1, Shelf = "s" };

        await InsertAsync(gadget, NewVault(gadget.Holder, 4));
        await StoreAsync(new Change.Update(gadget with { Size = 1 }, 1), new Change.Add(Vault.KeyOf(Program, gadget.Holder), Vault.AmountColumn, 1));

        Assert.Equal(gadget with { Size = 1, Revision = 2 }, await GetAsync(gadget));
        Assert.Equal(["a"], await RangeIdsAsync(Gadget.ByRank, gadget.Holder));
        Assert.Single(await ReadAllAsync(new RecordQuery(Gadget.AllByShelf, Program, 3)));
    }

    [Fact]
    public async Task A_conflict_passes_through_a_decorator()
    {
        Gadget gadget = NewGadget(Unique("owner"), "a");
        await InsertAsync(gadget);

        await ConflictAsync(new Change.Insert(gadget));
        await ConflictAsync(new Change.Update(gadget, 2));
        await ConflictAsync(new Change.Add(gadget.Key, Gadget.StockColumn, -1));
    }

    [Fact]
    public async Task Pages_go_on_through_a_decorator()
    {
        await InsertAsync(Enumerable.Range(0, 20).Select(i => NewGadget($"o{i % 4}", $"{i:00}") with { Shelf = "s" }));

        Assert.Equal(20, (await ReadAllAsync(new RecordQuery(Gadget.AllByShelf, Program, 3))).DistinctBy(r => r.Key).Count());
        Assert.Equal(20, (await ReadAllAsync(new RecordQuery(Gadget.Schema.Primary, Program, 3))).DistinctBy(r => r.Key).Count());
    }

    [Fact]
    public async Task A_generated_sequence_through_a_decorator_ends_as_the_model_says() =>
        await new GeneratedSequence(Store, Program, seed: 10).RunAsync(100, Cancellation);
}
