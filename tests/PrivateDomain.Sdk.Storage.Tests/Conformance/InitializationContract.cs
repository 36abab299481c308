using Xunit;

namespace PrivateDomain.Sdk.Storage.Conformance;

/// <summary>Initialization: idempotent, safe to race, and a newer model keeps what an older one stored.</summary>
/// <param name="harness">The store's harness.</param>
[Law(3, "One exception")]
[Law(4, "Durable")]
public abstract class InitializationContract(IStoreHarness harness) : RecordStoreContract(harness)
{
    [Fact]
    public async Task A_store_that_was_not_initialized_refuses_to_work()
    {
        await using IStoreHarness own = Harness.CreateEmpty();
        IRecordStore store = await own.OpenAsync();
        Gadget gadget = NewGadget("owner", "a");

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await store.LoadAsync(new ReadSet([gadget.Key], []), Cancellation));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await store.CommitAsync(new ChangeSet(new Change.Insert(gadget)), Cancellation));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await store.QueryAsync(new RecordQuery(Gadget.AllByMade, Program, 1), Cancellation));
        await own.CloseAsync(store);
    }

    [Fact]
    public async Task Initializing_again_keeps_the_data()
    {
        Gadget gadget = NewGadget(Unique("owner"), "a") with { Rank = 1 };
        await InsertAsync(gadget);

        await Store.InitializeAsync(KitModels.First, Cancellation);
        await Store.InitializeAsync(KitModels.First, Cancellation);

        Assert.Equal(gadget with { Revision = 1 }, await GetAsync(gadget));
        Assert.Equal(["a"], await RangeIdsAsync(Gadget.ByRank, gadget.Holder));
    }

    [Fact(Timeout = 120_000)]
    public async Task Many_hosts_may_initialize_empty_data_at_once()
    {
        await using IStoreHarness own = Harness.CreateEmpty();
        List<IRecordStore> stores = [];
        for (int i = 0; i < 6; i++)
        {
            stores.Add(await own.OpenAsync());
        }

        await Task.WhenAll(stores.Select(s => Task.Run(async () => await s.InitializeAsync(KitModels.First, Cancellation), Cancellation)));

        for (int i = 0; i < stores.Count; i++)
        {
            CommitResult result = await stores[i].CommitAsync(new ChangeSet(new Change.Insert(NewGadget("owner", $"{i}"))), Cancellation);
            Assert.True(result.IsCommitted);
        }

        Snapshot snapshot = await stores[0].LoadAsync(new ReadSet([], [new OwnerRange(Gadget.Schema.Primary, "owner", Program, 10)]), Cancellation);
        Assert.Equal(["0", "1", "2", "3", "4", "5"], snapshot.Ranges[0].Records.Select(r => r.Id));
        foreach (IRecordStore store in stores)
        {
            await own.CloseAsync(store);
        }
    }

    [Fact]
    public async Task A_newer_model_keeps_the_data_and_adds_columns_indexes_and_types()
    {
        await using IStoreHarness own = Harness.CreateEmpty();
        IRecordStore store = await UpgradeAsync(own);

        Snapshot snapshot = await store.LoadAsync(
            new ReadSet(
                [new RecordKey(WidgetNext.Schema, "owner", Program, "a"), NewGadget("owner", "g").Key],
                [
                    new OwnerRange(WidgetNext.Schema.Index("by_name"), "owner", Program, 9),
                    new OwnerRange(WidgetNext.Schema.Index("by_color"), "owner", Program, 9),
                ]),
            Cancellation);
        RecordPage page = await store.QueryAsync(new RecordQuery(WidgetNext.Schema.Index("all_by_size"), Program, 9), Cancellation);

        Assert.Equal(Next("a", 2) with { Revision = 1 }, snapshot.Records[0]);
        Assert.Equal(NewGadget("owner", "g") with { Revision = 1 }, snapshot.Records[1]);
        Assert.Equal(["a", "b"], snapshot.Ranges[0].Records.Select(r => r.Id));
        Assert.Empty(snapshot.Ranges[1].Records);
        Assert.Equal(["b", "a"], page.Records.Select(r => r.Id));
        await own.CloseAsync(store);
    }

    [Fact]
    public async Task What_a_newer_model_added_works_for_old_and_new_records()
    {
        await using IStoreHarness own = Harness.CreateEmpty();
        IRecordStore store = await UpgradeAsync(own);
        var gizmo = new Gizmo { Program = Program, Holder = "owner", GizmoId = "z" };

        CommitResult result = await store.CommitAsync(
            new ChangeSet(
                new Change.Update(Next("b", 1) with { Color = "red" }, 1),
                new Change.Insert(Next("c", 3) with { Color = "blue" }),
                new Change.Insert(gizmo)),
            Cancellation);

        Assert.True(result.IsCommitted);
        Snapshot snapshot = await store.LoadAsync(
            new ReadSet([gizmo.Key], [new OwnerRange(WidgetNext.Schema.Index("by_color"), "owner", Program, 9)]), Cancellation);
        Assert.Equal(gizmo with { Revision = 1 }, snapshot.Records[0]);
        Assert.Equal([Next("c", 3) with { Color = "blue", Revision = 1 }, Next("b", 1) with { Color = "red", Revision = 2 }], snapshot.Ranges[0].Records);
        await own.CloseAsync(store);
    }

    [Fact]
    public async Task A_model_that_is_older_than_the_data_is_refused()
    {
        await using IStoreHarness own = Harness.CreateEmpty();
        IRecordStore newer = await UpgradeAsync(own);
        await own.CloseAsync(newer);
        IRecordStore older = await own.OpenAsync();

        StoreException refusal = await Assert.ThrowsAsync<StoreException>(async () => await older.InitializeAsync(KitModels.First, Cancellation));

        Assert.False(refusal.IsTransient, "Law 3, one exception: trying again does not help an old host.");
        Assert.Equal(older.Descriptor.Name, refusal.Store);
        await own.CloseAsync(older);
    }

    private async Task<IRecordStore> UpgradeAsync(IStoreHarness own)
    {
        IRecordStore store = await OpenInitializedAsync(own);
        CommitResult result = await store.CommitAsync(
            new ChangeSet(new Change.Insert(First("a", 2)), new Change.Insert(First("b", 1)), new Change.Insert(NewGadget("owner", "g"))), Cancellation);
        Assert.True(result.IsCommitted);
        await own.CloseAsync(store);
        store = await own.OpenAsync();
        await store.InitializeAsync(KitModels.Second, Cancellation);
        return store;
    }

    private Widget First(string id, long size) => new() { Program = Program, Holder = "owner", WidgetId = id, Name = "name", Size = size };

    private WidgetNext Next(string id, long size) => new() { Program = Program, Holder = "owner", WidgetId = id, Name = "name", Size = size };
}
