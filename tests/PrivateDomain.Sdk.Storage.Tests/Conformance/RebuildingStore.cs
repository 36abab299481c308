namespace PrivateDomain.Sdk.Storage.Conformance;

/// <summary>A decorator as tracing, caching and fault injection write them: it forwards every member, with values built anew on the way in and out.</summary>
/// <param name="inner">The store.</param>
public sealed class RebuildingStore(IRecordStore inner) : IRecordStore
{
    public StoreDescriptor Descriptor { get; } = inner.Descriptor with { };

    public async ValueTask InitializeAsync(RecordModel model, CancellationToken cancellationToken)
    {
        await Task.Yield();
        await inner.InitializeAsync(new RecordModel(Rebuilt(model.Types)), cancellationToken);
    }

    public async ValueTask<Snapshot> LoadAsync(ReadSet reads, CancellationToken cancellationToken)
    {
        await Task.Yield();
        ReadSet rebuilt = new(
            Rebuilt(reads.Keys.Select(k => new RecordKey(k.Type, Rebuilt(k.Owner), Rebuilt(k.Program), Rebuilt(k.Id)))),
            Rebuilt(reads.Ranges.Select(r => r with { Owner = Rebuilt(r.Owner) })));
        Snapshot snapshot = await inner.LoadAsync(rebuilt, cancellationToken);
        return new Snapshot(Rebuilt(snapshot.Records), Rebuilt(snapshot.Ranges.Select(r => r with { Records = Rebuilt(r.Records) })));
    }

    public async ValueTask<CommitResult> CommitAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        await Task.Yield();
        CommitResult result = await inner.CommitAsync(new ChangeSet(Rebuilt(changes.Changes.Select(Rebuilt))), cancellationToken);
        return result.Conflict is null ? CommitResult.Committed : CommitResult.ConflictOn(Rebuilt(result.Conflict));
    }

    public async ValueTask<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellationToken)
    {
        await Task.Yield();
        RecordPage page = await inner.QueryAsync(query with { Cursor = query.Cursor is null ? null : Rebuilt(query.Cursor) }, cancellationToken);
        return page with { Records = Rebuilt(page.Records) };
    }

    private static Change Rebuilt(Change change) => change switch
    {
        Change.Insert insert => new Change.Insert(insert.Record with { }),
        Change.Update update => new Change.Update(update.Record with { }, update.ExpectedRevision),
        Change.Delete delete => new Change.Delete(delete.Key, delete.ExpectedRevision),
        Change.Add add => new Change.Add(add.Key, add.Column, add.Delta, add.Min, add.Max),
        Change.Expect expect => new Change.Expect(expect.Key, expect.ExpectedRevision),
        _ => throw new ArgumentException($"'{change}' is no change that a store handles.", nameof(change)),
    };

    private static string Rebuilt(string text) => new(text.AsSpan());

    private static System.Collections.ObjectModel.ReadOnlyCollection<T> Rebuilt<T>(IEnumerable<T> values) => new([.. values]);
}
