namespace OrderReplay.Replaying;

/// <summary>
/// How far reading may run ahead of applying. Room is given back a portion at a time: with each event by itself the reader would be woken for every one,
/// and that costs more than reading it.
/// </summary>
internal sealed class ReadAhead(int events) : IDisposable
{
    private const int Portion = 512;

    private readonly SemaphoreSlim _room = new(int.Max(1, events / Portion));
    private long _read;
    private long _applied;

    /// <summary>Waits until one more event may be read. For one reader.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _read++ % Portion == 0 ? _room.WaitAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>An event was applied. Thread-safe.</summary>
    public void Release()
    {
        if (Interlocked.Increment(ref _applied) % Portion == 0)
        {
            _room.Release();
        }
    }

    public void Dispose() => _room.Dispose();
}
