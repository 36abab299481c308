using Xunit;

namespace PrivateDomain.Sdk.Storage.Conformance;

/// <summary>Law 3: what no correct caller passes is an <see cref="ArgumentException"/>, and cancellation passes through untouched.</summary>
/// <param name="harness">The store's harness.</param>
[Law(3, "One exception")]
public abstract class ArgumentContract(IStoreHarness harness) : RecordStoreContract(harness)
{
    private static readonly Gizmo Unknown = new() { Program = "program", Holder = "owner", GizmoId = "a" };

    [Fact]
    public async Task A_record_type_that_is_not_in_the_model_is_refused_by_every_member()
    {
        Change[] changes =
        [
            new Change.Insert(Unknown),
            new Change.Update(Unknown, 1),
            new Change.Delete(Unknown.Key, 1),
            new Change.Expect(Unknown.Key, 0),
        ];

        await RefusedAsync(() => LoadAsync(Unknown.Key));
        await RefusedAsync(() => RangeAsync(new OwnerRange(Gizmo.Schema.Primary, "owner", Program, 1)));
        await RefusedAsync(() => ReadAllAsync(new RecordQuery(Gizmo.Schema.Primary, Program, 1)));
        foreach (Change change in changes)
        {
            await RefusedAsync(() => StoreAsync(change));
        }
    }

    [Fact]
    public async Task An_unknown_record_type_among_other_changes_leaves_no_trace()
    {
        Gadget gadget = NewGadget(Unique("owner"), "a");

        await RefusedAsync(() => StoreAsync(new Change.Insert(gadget), new Change.Insert(Unknown)));

        Assert.Null(await FindAsync(gadget));
    }

    [Fact]
    public async Task A_query_that_does_not_fit_its_index_is_refused()
    {
        await RefusedAsync(() => ReadAllAsync(new RecordQuery(Gadget.ByRank, Program, 1)));
        await RefusedAsync(() => ReadAllAsync(new RecordQuery(Gadget.AllByMade, Program, 1, "owner")));
        await RefusedAsync(() => ReadAllAsync(new RecordQuery(Gadget.Schema.Primary, Program, 1, From: ColumnValue.Of("a"))));
        await RefusedAsync(() => ReadAllAsync(new RecordQuery(Gadget.Schema.Primary, Program, 1, "owner", Through: ColumnValue.Of("a"))));
        await RefusedAsync(() => ReadAllAsync(new RecordQuery(Gadget.ByRank, Program, 1, "owner", From: ColumnValue.Of("1"))));
        await RefusedAsync(() => ReadAllAsync(new RecordQuery(Gadget.AllByShelf, Program, 1, Through: ColumnValue.Of(1L))));
    }

    [Fact]
    public async Task A_range_that_does_not_fit_its_index_is_refused()
    {
        var range = new OwnerRange(Gadget.ByRank, "owner", Program, 1);

        await RefusedAsync(() => RangeAsync(range with { Index = Gadget.AllByMade }));
        await RefusedAsync(() => RangeAsync(range with { Index = Gadget.Schema.Primary, From = ColumnValue.Of("a") }));
        await RefusedAsync(() => RangeAsync(range with { Through = ColumnValue.Of("1") }));
        await RefusedAsync(() => RangeAsync(range with { Index = Gadget.ByName, From = ColumnValue.Of(1L) }));
        await RefusedAsync(() => RangeAsync(range with { Limit = 0 }));
        await RefusedAsync(() => RangeAsync(range with { Limit = -1 }));
    }

    [Fact]
    public async Task Nothing_at_all_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Store.InitializeAsync(null!, Cancellation));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Store.LoadAsync(null!, Cancellation));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Store.CommitAsync(null!, Cancellation));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Store.QueryAsync(null!, Cancellation));
    }

    [Fact]
    public async Task An_add_to_a_column_that_is_no_counter_is_refused_and_leaves_no_trace()
    {
        Gadget stored = NewGadget(Unique("owner"), "a");
        Gadget other = NewGadget(stored.Holder, "b");
        await InsertAsync(stored);

        Exception? refusal = await Xunit.Record.ExceptionAsync(
            () => StoreAsync(new Change.Insert(other), new Change.Add(stored.Key, Gadget.Schema.Column("size"), 1)));

        Assert.True(refusal is ArgumentException or InvalidOperationException, $"Law 3, one exception: a guarded add to no counter led to {refusal?.GetType().Name ?? "a commit"}.");
        Assert.Null(await FindAsync(other));
        Assert.Equal(stored with { Revision = 1 }, await GetAsync(stored));
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_cancels_every_member_and_stores_nothing()
    {
        Gadget gadget = NewGadget(Unique("owner"), "a");
        var cancelled = new CancellationToken(canceled: true);

        await CancelledAsync(async () => await Store.InitializeAsync(KitModels.First, cancelled));
        await CancelledAsync(async () => await Store.LoadAsync(new ReadSet([gadget.Key], []), cancelled));
        await CancelledAsync(async () => await Store.CommitAsync(new ChangeSet(new Change.Insert(gadget)), cancelled));
        await CancelledAsync(async () => await Store.QueryAsync(new RecordQuery(Gadget.AllByMade, Program, 1), cancelled));

        Assert.Null(await FindAsync(gadget));
        await InsertAsync(gadget);
    }

    [Fact]
    public void The_descriptor_has_a_name_and_usable_limits()
    {
        StoreDescriptor descriptor = Store.Descriptor;

        Assert.NotEmpty(descriptor.Name);
        Assert.True(descriptor.MaxPageSize >= 1_000, "Every store must return pages of 1000 records.");
        Assert.True(descriptor.MaxChanges >= 10_000, "Every store must take 10000 changes in one commit.");
        Assert.True(descriptor.Lanes >= 1, "A store takes at least one commit at once.");
        Assert.Equal(descriptor, Store.Descriptor);
    }

    private static async Task RefusedAsync(Func<Task> call)
    {
        Exception? refusal = await Xunit.Record.ExceptionAsync(call);
        Assert.True(refusal is ArgumentException, $"Law 3, one exception: an argument that no correct caller passes led to {refusal?.GetType().Name ?? "an answer"}.");
    }

    private static async Task CancelledAsync(Func<Task> call)
    {
        Exception? exception = await Xunit.Record.ExceptionAsync(call);
        Assert.True(exception is OperationCanceledException, $"Law 3, one exception: cancellation must pass through untouched, but came as {exception?.GetType().Name ?? "an answer"}.");
    }
}
