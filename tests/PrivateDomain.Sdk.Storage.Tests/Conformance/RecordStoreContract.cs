using Xunit;

namespace PrivateDomain.Sdk.Storage.Conformance;

/// <summary>What every suite of the kit has: a store opened for one test, a program of its own, and short ways to read and write.</summary>
/// <param name="harness">The store's harness.</param>
public abstract class RecordStoreContract(IStoreHarness harness) : IAsyncLifetime
{
    private static int s_unique;
    private IRecordStore? _store;

    /// <summary>The harness.</summary>
    protected IStoreHarness Harness => harness;

    /// <summary>The store, initialized with <see cref="KitModels.First"/>.</summary>
    protected IRecordStore Store => _store ?? throw new InvalidOperationException("The test was not initialized.");

    /// <summary>This test's program.</summary>
    protected string Program { get; } = Unique("program");

    /// <summary>Ends when the test run is cancelled.</summary>
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _store = await OpenInitializedAsync(harness);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_store is not null)
        {
            await harness.CloseAsync(_store);
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>An id that no other test has, in this run or another on the same data.</summary>
    /// <param name="prefix">What it begins with.</param>
    /// <returns>The id.</returns>
    protected static string Unique(string prefix) => $"{prefix}-{Guid.NewGuid():N}-{Interlocked.Increment(ref s_unique)}";

    /// <summary>Opens another store on a harness's data.</summary>
    /// <param name="harness">The harness.</param>
    /// <returns>The store, initialized.</returns>
    protected static async ValueTask<IRecordStore> OpenInitializedAsync(IStoreHarness harness)
    {
        IRecordStore store = await harness.OpenAsync();
        await store.InitializeAsync(KitModels.First, Cancellation);
        return store;
    }

    /// <summary>A gadget in this test's program.</summary>
    /// <param name="holder">The owner.</param>
    /// <param name="id">The id.</param>
    /// <returns>The gadget.</returns>
    protected Gadget NewGadget(string holder, string id) => new() { Program = Program, Holder = holder, GadgetId = id };

    /// <summary>A vault in this test's program.</summary>
    /// <param name="holder">The owner.</param>
    /// <param name="amount">What is in it.</param>
    /// <returns>The vault.</returns>
    protected Vault NewVault(string holder, long amount = 0) => new() { Program = Program, Holder = holder, Amount = amount };

    /// <summary>Commits.</summary>
    /// <param name="changes">The changes.</param>
    /// <returns>How the commit ended.</returns>
    protected ValueTask<CommitResult> CommitAsync(params Change[] changes) => Store.CommitAsync(new ChangeSet(changes), Cancellation);

    /// <summary>Commits what must commit.</summary>
    /// <param name="changes">The changes.</param>
    /// <returns>A task that ends when everything is stored.</returns>
    protected async Task StoreAsync(params Change[] changes)
    {
        CommitResult result = await CommitAsync(changes);
        Assert.True(result.IsCommitted, $"Changes that fit what is stored must commit, but: {result}.");
    }

    /// <summary>Inserts records.</summary>
    /// <param name="records">The records.</param>
    /// <returns>A task that ends when they are stored.</returns>
    protected Task InsertAsync(params IEnumerable<Record> records) => StoreAsync([.. records.Select(r => new Change.Insert(r))]);

    /// <summary>Commits what must conflict.</summary>
    /// <param name="culprit">The change that must be named.</param>
    /// <param name="changes">The changes.</param>
    /// <returns>A task that ends when the conflict was checked.</returns>
    protected async Task ConflictAsync(Change culprit, params Change[] changes)
    {
        CommitResult result = await CommitAsync(changes.Length == 0 ? [culprit] : changes);
        Assert.False(result.IsCommitted, $"Law 2, conflict is a value: '{culprit}' does not fit what is stored, but the commit reported success.");
        Assert.True(culprit.Key == result.Conflict!.Key, $"Law 2, conflict is a value: it must name '{culprit}', but names '{result.Conflict}'.");
    }

    /// <summary>Loads keys.</summary>
    /// <param name="keys">The keys.</param>
    /// <returns>The records, place by place.</returns>
    protected async Task<IReadOnlyList<Record?>> LoadAsync(params IEnumerable<RecordKey> keys) =>
        (await Store.LoadAsync(new ReadSet([.. keys], []), Cancellation)).Records;

    /// <summary>Loads one record.</summary>
    /// <typeparam name="T">Its C# type.</typeparam>
    /// <param name="record">A record with its key.</param>
    /// <returns>The stored record, or <see langword="null"/>.</returns>
    protected async Task<T?> FindAsync<T>(T record)
        where T : Record => (T?)(await LoadAsync(record.Key))[0];

    /// <summary>Loads one record that must be there.</summary>
    /// <typeparam name="T">Its C# type.</typeparam>
    /// <param name="record">A record with its key.</param>
    /// <returns>The stored record.</returns>
    protected async Task<T> GetAsync<T>(T record)
        where T : Record
    {
        T? found = await FindAsync(record);
        Assert.True(found is not null, $"Law 5, read your writes: {record.Key} was stored and is not found.");
        return found;
    }

    /// <summary>Loads one range.</summary>
    /// <param name="range">The range.</param>
    /// <returns>What was found.</returns>
    protected async Task<RangeSlice> RangeAsync(OwnerRange range) => (await Store.LoadAsync(new ReadSet([], [range]), Cancellation)).Ranges[0];

    /// <summary>The ids of one range of gadgets of this test's program.</summary>
    /// <param name="index">The index.</param>
    /// <param name="owner">The owner.</param>
    /// <param name="descending">The direction.</param>
    /// <param name="from">The least value.</param>
    /// <param name="through">The greatest value.</param>
    /// <returns>The ids.</returns>
    protected async Task<string[]> RangeIdsAsync(
        RecordIndex index, string owner, bool descending = false, ColumnValue from = default, ColumnValue through = default)
    {
        RangeSlice slice = await RangeAsync(new OwnerRange(index, owner, Program, 1_000, descending, from, through));
        return [.. slice.Records.Select(r => r.Id)];
    }

    /// <summary>Reads a query to its end, page by page.</summary>
    /// <param name="query">The first page.</param>
    /// <returns>All records.</returns>
    protected async Task<IReadOnlyList<Record>> ReadAllAsync(RecordQuery query)
    {
        List<Record> all = [];
        for (int pages = 0; pages < 10_000; pages++)
        {
            RecordPage page = await Store.QueryAsync(query, Cancellation);
            Assert.True(page.Records.Count <= query.Limit, $"Law 8, pages: {page.Records.Count} records came where the limit is {query.Limit}.");
            all.AddRange(page.Records);
            if (page.Cursor is null)
            {
                return all;
            }

            Assert.True(page.Records.Count > 0, "Law 8, pages: a page with a cursor must have a record.");
            query = query with { Cursor = page.Cursor };
        }

        throw new InvalidOperationException("Law 8, pages: the list does not end.");
    }
}
