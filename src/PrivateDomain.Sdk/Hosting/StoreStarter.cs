using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Hosting;

/// <summary>Makes the store ready once, at the host's start or at the first call, whichever comes first. A failed start is tried again.</summary>
internal sealed class StoreStarter(IRecordStore store) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile bool _isStarted;

    internal ValueTask StartAsync(CancellationToken cancellationToken) => _isStarted ? ValueTask.CompletedTask : InitializeAsync(cancellationToken);

    public void Dispose() => _gate.Dispose();

    private async ValueTask InitializeAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isStarted)
            {
                await store.InitializeAsync(SdkRecords.Model, cancellationToken).ConfigureAwait(false);
                _isStarted = true;
            }
        }
        finally
        {
            _gate.Release();
        }
    }
}
