using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Pipeline;

/// <summary>Where every write goes through: calls that arrive while a batch is in flight form the next batch of their lane.</summary>
internal sealed class OperationPipeline : IOperationRunner, IAsyncDisposable
{
    private readonly TimeProvider _clock;
    private readonly PipelineTelemetry _telemetry;
    private readonly Lane[] _lanes;

    public OperationPipeline(
        IRecordStore store,
        StoreStarter starter,
        IOptions<PrivateDomainOptions> options,
        TimeProvider clock,
        PipelineTelemetry telemetry,
        ILoggerFactory? loggers = null)
    {
        _clock = clock;
        _telemetry = telemetry;
        PipelineOptions settings = options.Value.Pipeline;
        ILogger logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger<OperationPipeline>();
        _lanes = new Lane[settings.Lanes ?? store.Descriptor.Lanes];
        for (int i = 0; i < _lanes.Length; i++)
        {
            _lanes[i] = new Lane(new BatchRunner(store, starter, settings, clock, telemetry, logger), settings);
        }
    }

    public ValueTask<Outcome<TAnswer>> RunAsync<TCommand, TAnswer>(
        Operation<TCommand, TAnswer> operation, ProgramId program, TCommand command, CancellationToken cancellationToken)
        where TAnswer : class
    {
        cancellationToken.ThrowIfCancellationRequested();
        PendingOperation<TCommand, TAnswer> pending = PendingOperation<TCommand, TAnswer>.Of(operation, program, command, _clock, _telemetry);
        Lane lane = _lanes.Length == 1 ? _lanes[0] : _lanes[LaneOf(operation.OwnerOf(command))];

        // The usual call costs no state machine: there is room.
        if (!lane.TryEnqueue(pending))
        {
            return EnqueueAsync(lane, pending, cancellationToken);
        }

        pending.CancelWith(cancellationToken);
        return new ValueTask<Outcome<TAnswer>>(pending.Task);
    }

    /// <summary>Takes no further calls, and ends when all that were taken have their answers.</summary>
    internal Task DrainAsync() => Task.WhenAll(_lanes.Select(lane => lane.DrainAsync()));

    public async ValueTask DisposeAsync() => await DrainAsync().ConfigureAwait(false);

    private async ValueTask<Outcome<TAnswer>> EnqueueAsync<TCommand, TAnswer>(
        Lane lane, PendingOperation<TCommand, TAnswer> pending, CancellationToken cancellationToken)
        where TAnswer : class
    {
        try
        {
            await lane.EnqueueAsync(pending, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            pending.Fail(new ObjectDisposedException(nameof(IPrivateDomain), "The host is shutting down and takes no further operations."));
        }
        catch (OperationCanceledException)
        {
            pending.Cancel(cancellationToken);
        }

        pending.CancelWith(cancellationToken);
        return await pending.Task.ConfigureAwait(false);
    }

    private int LaneOf(string owner) => (int)((uint)owner.GetHashCode(StringComparison.Ordinal) % (uint)_lanes.Length);
}
