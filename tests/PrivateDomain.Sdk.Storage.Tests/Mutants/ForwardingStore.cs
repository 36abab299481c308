namespace PrivateDomain.Sdk.Storage.Tests.Mutants;

/// <summary>Forwards every member: the good decorator that each mutant spoils in one place.</summary>
/// <param name="inner">The store.</param>
internal class ForwardingStore(IRecordStore inner) : IRecordStore
{
    public virtual StoreDescriptor Descriptor => inner.Descriptor;

    public virtual ValueTask InitializeAsync(RecordModel model, CancellationToken cancellationToken) => inner.InitializeAsync(model, cancellationToken);

    public virtual ValueTask<Snapshot> LoadAsync(ReadSet reads, CancellationToken cancellationToken) => inner.LoadAsync(reads, cancellationToken);

    public virtual ValueTask<CommitResult> CommitAsync(ChangeSet changes, CancellationToken cancellationToken) => inner.CommitAsync(changes, cancellationToken);

    public virtual ValueTask<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellationToken) => inner.QueryAsync(query, cancellationToken);

    protected async ValueTask<Record?> FindAsync(RecordKey key) => (await inner.LoadAsync(new ReadSet([key], []), default)).Records[0];
}
