using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Storage;
using Attempt = Polly.Outcome<PrivateDomain.Sdk.Storage.CommitResult?>;

namespace PrivateDomain.Sdk.Pipeline;

/// <summary>
/// Load, decide, commit: for a whole batch, until every call of it has an answer. While one batch is committed the next one is loaded and decided
/// upon what the first will leave behind; if that does not come true, it is decided anew.
/// </summary>
/// <remarks>Takes one batch at a time: each lane has its own runner. Commits never overlap, and happen in the order of the batches.</remarks>
internal sealed class BatchRunner
{
    private const int ConflictsBeforeSplit = 3;
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(2);
    private static readonly ResiliencePropertyKey<int> BatchSize = new("batch-size");

    private readonly IRecordStore _store;
    private readonly StoreStarter _starter;
    private readonly PipelineOptions _options;
    private readonly PipelineTelemetry _telemetry;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline<CommitResult?> _retry;
    private Workspace _view = new();
    private Workspace _viewInFlight = new();
    private (IReadOnlyList<PendingOperation> Batch, Task<Attempt> Commit)? _inFlight;

    internal BatchRunner(IRecordStore store, StoreStarter starter, PipelineOptions options, TimeProvider clock, PipelineTelemetry telemetry, ILogger logger)
    {
        _store = store;
        _starter = starter;
        _options = options;
        _telemetry = telemetry;
        _logger = logger;
        _retry = new ResiliencePipelineBuilder<CommitResult?> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<CommitResult?>
            {
                MaxRetryAttempts = int.Max(1, int.Max(options.MaxTransientRetries, options.MaxConflictRetries)),
                ShouldHandle = arguments => ValueTask.FromResult(ShouldRetry(arguments)),
                Delay = options.RetryDelay,
                MaxDelay = LongestDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                DelayGenerator = static arguments =>
                    ValueTask.FromResult<TimeSpan?>(arguments.Outcome.Exception is null && arguments.AttemptNumber < ConflictsBeforeSplit ? TimeSpan.Zero : null),
            })
            .Build();
    }

    /// <summary>Takes a batch. Never throws: what goes wrong goes to the callers.</summary>
    /// <param name="batch">The calls; none only settles what is in flight. The runner keeps the list.</param>
    /// <param name="isFollowed">Whether another batch is certain to come. Then this one may still be in flight when the task ends.</param>
    internal async Task RunAsync(IReadOnlyList<PendingOperation> batch, Func<bool> isFollowed)
    {
        ChangeSet? changes = null;
        Exception? trouble = null;
        try
        {
            changes = await PrepareAsync(batch, _inFlight is null ? null : _viewInFlight).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever a store throws must reach the callers, not end the lane.
        catch (Exception e)
#pragma warning restore CA1031
        {
            trouble = e;
        }

        bool isSound = await SettleAsync().ConfigureAwait(false);
        if (batch.Count == 0)
        {
            return;
        }

        if (!isSound || changes is null)
        {
            // What was decided upon did not happen; or else there is trouble, which the first attempt hands to the retry.
            await FinishAsync(batch, isSound ? Polly.Outcome.FromException<CommitResult?>(trouble!) : null).ConfigureAwait(false);
        }
        else if (isFollowed())
        {
            (_view, _viewInFlight) = (_viewInFlight, _view);
            _inFlight = (batch, CommitAsideAsync(batch, changes));
        }
        else
        {
            await FinishAsync(batch, await CommitAsync(batch, changes).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    private static bool IsCommitted(Attempt attempt) => attempt.Exception is null && attempt.Result is { IsCommitted: true };

    /// <summary>Waits for the batch in flight. False when its first attempt failed: then it is finished some other way, and nothing decided upon it holds.</summary>
    private async ValueTask<bool> SettleAsync()
    {
        if (_inFlight is not { } flight)
        {
            return true;
        }

        Attempt attempt = await flight.Commit.ConfigureAwait(false);
        _inFlight = null;
        await FinishAsync(flight.Batch, attempt).ConfigureAwait(false);
        return IsCommitted(attempt);
    }

    /// <summary>Retries a batch whose first attempt failed, until every call of it has its answer. Nothing else may be in flight.</summary>
    private async Task FinishAsync(IReadOnlyList<PendingOperation> batch, Attempt? first)
    {
        if (first is { } attempt && IsCommitted(attempt))
        {
            return;
        }

        ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false);
        context.Properties.Set(BatchSize, batch.Count);
        try
        {
            Attempt? pending = first;
            Attempt last = await _retry.ExecuteOutcomeAsync(
                async (_, _) =>
                {
                    (Attempt? given, pending) = (pending, null);
                    return given ?? await AttemptAsync(batch).ConfigureAwait(false);
                },
                context,
                state: 0).ConfigureAwait(false);
            if (last.Exception is { } trouble)
            {
                await ResolveAsync(batch, trouble).ConfigureAwait(false);
            }
            else if (!IsCommitted(last))
            {
                await SplitAsync(batch, last.Result).ConfigureAwait(false);
            }
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private bool ShouldRetry(RetryPredicateArguments<CommitResult?> arguments)
    {
        switch (arguments.Outcome)
        {
            case { Exception: StoreException { IsTransient: true } trouble } when arguments.AttemptNumber < _options.MaxTransientRetries:
                _telemetry.Retrying();
                PipelineLog.RetryingTransient(_logger, arguments.AttemptNumber + 1, trouble);
                return true;
            case { Exception: null, Result.IsCommitted: false }:
                int limit = arguments.Context.Properties.GetValue(BatchSize, 1) > 1 ? ConflictsBeforeSplit : _options.MaxConflictRetries;
                return arguments.AttemptNumber < limit;
            default:
                return false;
        }
    }

    /// <summary>Loads, decides and commits once, with nothing in flight.</summary>
    private async ValueTask<Attempt> AttemptAsync(IReadOnlyList<PendingOperation> batch)
    {
        ChangeSet changes;
        try
        {
            changes = await PrepareAsync(batch, preceding: null).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // It is the outcome of the attempt: the retry looks at it, and in the end the callers get it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Polly.Outcome.FromException<CommitResult?>(e);
        }

        return await CommitAsync(batch, changes).ConfigureAwait(false);
    }

    /// <summary>Loads and decides: what is to be committed for all calls of a batch.</summary>
    private async ValueTask<ChangeSet> PrepareAsync(IReadOnlyList<PendingOperation> batch, Workspace? preceding)
    {
        // Here and not before the queue, so that calls made while the store is being made ready keep their order.
        await _starter.StartAsync(CancellationToken.None).ConfigureAwait(false);
        _view.Begin(preceding);
        return await Deciding.DecideAsync(_store, _view, batch, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>
    /// Commits once, and answers the calls if that succeeds. The result is null when there are more changes than the store takes in one commit.
    /// Never throws.
    /// </summary>
    private async Task<Attempt> CommitAsync(IReadOnlyList<PendingOperation> batch, ChangeSet changes)
    {
        try
        {
            if (changes.Changes.Count > 0)
            {
                _telemetry.Committing(batch.Count);
            }

            CommitResult? result = changes.Changes.Count == 0
                ? CommitResult.Committed
                : changes.Changes.Count > _store.Descriptor.MaxChanges
                    ? null
                    : await _store.CommitAsync(changes, CancellationToken.None).ConfigureAwait(false);
            if (result is { IsCommitted: false, Conflict: { } conflict })
            {
                _telemetry.Conflicted(conflict.Key.Type);
            }

            if (result is { IsCommitted: true })
            {
                foreach (PendingOperation operation in batch)
                {
                    operation.Complete();
                }
            }

            return Polly.Outcome.FromResult<CommitResult?>(result);
        }
#pragma warning disable CA1031 // It is the outcome of the attempt: the retry looks at it, and in the end the callers get it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            foreach (PendingOperation operation in batch)
            {
                operation.IsInDoubt = true;
            }

            return Polly.Outcome.FromException<CommitResult?>(e);
        }
    }

    /// <summary>Commits and leaves this thread to the next batch, also when the store does its work on the thread that calls it.</summary>
    private async Task<Attempt> CommitAsideAsync(IReadOnlyList<PendingOperation> batch, ChangeSet changes)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return await CommitAsync(batch, changes).ConfigureAwait(false);
    }

    /// <summary>
    /// A batch that keeps losing races, or is too large, is cut in two: a smaller one reads and commits faster, and one hot owner no longer holds up the rest.
    /// </summary>
    private async Task SplitAsync(IReadOnlyList<PendingOperation> batch, CommitResult? result)
    {
        if (batch.Count == 1)
        {
            batch[0].Fail(result is null
                ? new StoreException(
                    _store.Descriptor.Name, "commit", isTransient: false, $"one operation needs more than the {_store.Descriptor.MaxChanges} changes of a commit.")
                : new StoreException(
                    _store.Descriptor.Name,
                    "commit",
                    isTransient: true,
                    $"other writers changed {result.Conflict!.Key.Type.Name} first, {_options.MaxConflictRetries} times in a row; call again with the same key."));
            return;
        }

        int half = batch.Count / 2;
        await FinishAsync(batch.Take(half).ToArray(), first: null).ConfigureAwait(false);
        await FinishAsync(batch.Skip(half).ToArray(), first: null).ConfigureAwait(false);
    }

    /// <summary>After an error: a commit may have happened all the same. What the store holds under the operations' keys decides.</summary>
    private async Task ResolveAsync(IReadOnlyList<PendingOperation> batch, Exception trouble)
    {
        Snapshot? stored = null;
        if (batch.Any(operation => operation.IsInDoubt))
        {
            try
            {
                stored = await _store.LoadAsync(new ReadSet([.. batch.Select(operation => operation.Key)], []), CancellationToken.None).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Whatever a store throws here too: the callers get the first trouble, and the lane goes on.
            catch (Exception e)
#pragma warning restore CA1031
            {
                PipelineLog.StillInDoubt(_logger, batch.Count, e);
            }
        }

        int found = 0;
        for (int i = 0; i < batch.Count; i++)
        {
            if (batch[i].TryTakeStored((OperationRecord?)stored?.Records[i]))
            {
                found++;
                batch[i].Complete();
            }
            else
            {
                batch[i].Fail(trouble);
            }
        }

        if (batch.Any(operation => operation.IsInDoubt))
        {
            _telemetry.Resolved(found, "stored");
            _telemetry.Resolved(batch.Count - found, stored is null ? "unresolved" : "not_stored");
        }

        PipelineLog.BatchFailed(_logger, batch.Count, stored is not null, trouble);
    }
}
