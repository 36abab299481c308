using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Pipeline;

/// <summary>Lets one call at a time through to a store that has a single connection.</summary>
#pragma warning disable CA1001 // The semaphore makes no wait handle, so there is nothing to dispose: a host need not end what Enlist gave it.
internal sealed class TurnTakingStore(IRecordStore inner) : IRecordStore
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public StoreDescriptor Descriptor => inner.Descriptor;

    public ValueTask InitializeAsync(RecordModel model, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("A store that takes part in a transaction of the host's is initialized outside it.");

    public ValueTask<Snapshot> LoadAsync(ReadSet reads, CancellationToken cancellationToken) =>
        TakeTurnAsync(() => inner.LoadAsync(reads, cancellationToken), cancellationToken);

    public ValueTask<CommitResult> CommitAsync(ChangeSet changes, CancellationToken cancellationToken) =>
        TakeTurnAsync(() => inner.CommitAsync(changes, cancellationToken), cancellationToken);

    public ValueTask<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellationToken) =>
        TakeTurnAsync(() => inner.QueryAsync(query, cancellationToken), cancellationToken);

    private async ValueTask<T> TakeTurnAsync<T>(Func<ValueTask<T>> call, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await call().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }
}
