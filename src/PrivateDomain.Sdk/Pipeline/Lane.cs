using System.Threading.Channels;

namespace PrivateDomain.Sdk.Pipeline;

/// <summary>A queue of calls and the loop that answers them, one batch at a time.</summary>
internal sealed class Lane
{
    private readonly BatchRunner _runner;
    private readonly int _maxBatch;
    private readonly Channel<PendingOperation> _queue;
    private readonly Task _loop;

    internal Lane(BatchRunner runner, PipelineOptions options)
    {
        _runner = runner;
        _maxBatch = options.MaxBatch;
        _queue = Channel.CreateBounded<PendingOperation>(new BoundedChannelOptions(options.MaxOutstanding) { SingleReader = true });
        _loop = RunAsync();
    }

    internal bool TryEnqueue(PendingOperation operation) => _queue.Writer.TryWrite(operation);

    internal ValueTask EnqueueAsync(PendingOperation operation, CancellationToken cancellationToken) =>
        _queue.Writer.WriteAsync(operation, cancellationToken);

    internal Task DrainAsync()
    {
        _queue.Writer.TryComplete();
        return _loop;
    }

    private async Task RunAsync()
    {
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            var batch = new List<PendingOperation>();
            while (batch.Count < _maxBatch && _queue.Reader.TryRead(out PendingOperation? operation))
            {
                if (operation.TryStart())
                {
                    batch.Add(operation);
                }
            }

            await _runner.RunAsync(batch, () => _queue.Reader.Count > 0).ConfigureAwait(false);
        }
    }
}
