using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Tests.Support;

/// <summary>A store whose commits wait while it is closed.</summary>
internal sealed class GatedStore(IRecordStore inner) : IRecordStore
{
    private volatile TaskCompletionSource _gate = Opened();
    private volatile TaskCompletionSource _waiting = Opened();

    public StoreDescriptor Descriptor => inner.Descriptor;

    internal void Close()
    {
        _waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    internal void Open() => _gate.TrySetResult();

    /// <summary>Completes when a commit waits.</summary>
    internal Task Waiting => _waiting.Task;

    public ValueTask InitializeAsync(RecordModel model, CancellationToken cancellationToken) => inner.InitializeAsync(model, cancellationToken);

    public ValueTask<Snapshot> LoadAsync(ReadSet reads, CancellationToken cancellationToken) => inner.LoadAsync(reads, cancellationToken);

    public async ValueTask<CommitResult> CommitAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        if (!_gate.Task.IsCompleted)
        {
            _waiting.TrySetResult();
        }

        await _gate.Task;
        return await inner.CommitAsync(changes, cancellationToken);
    }

    public ValueTask<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellationToken) => inner.QueryAsync(query, cancellationToken);

    private static TaskCompletionSource Opened()
    {
        var gate = new TaskCompletionSource();
        gate.SetResult();
        return gate;
    }
}
