using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Tests.Support;

/// <summary>Passes everything on, but is not disposed with a host: an in-memory store outlives a restart in it.</summary>
internal sealed class SharedStore(IRecordStore inner) : IRecordStore
{
    public StoreDescriptor Descriptor => inner.Descriptor;

    public ValueTask InitializeAsync(RecordModel model, CancellationToken cancellationToken) => inner.InitializeAsync(model, cancellationToken);

    public ValueTask<Snapshot> LoadAsync(ReadSet reads, CancellationToken cancellationToken) => inner.LoadAsync(reads, cancellationToken);

    public ValueTask<CommitResult> CommitAsync(ChangeSet changes, CancellationToken cancellationToken) => inner.CommitAsync(changes, cancellationToken);

    public ValueTask<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellationToken) => inner.QueryAsync(query, cancellationToken);
}
