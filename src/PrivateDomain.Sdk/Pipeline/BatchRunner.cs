using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Pipeline;

/// <summary>Load, decide, commit: for a whole batch, until every call of it has an answer. One batch at a time: each lane has its own.</summary>
internal sealed class BatchRunner
{
    private const int ConflictsBeforeSplit = 3;
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(2);
    private static readonly ResiliencePropertyKey<int> BatchSize = new("batch-size");

    private readonly IRecordStore _store;
    private readonly StoreStarter _starter;
    private readonly PipelineOptions _options;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline<CommitResult?> _retry;
    private readonly Workspace _view = new();

    internal BatchRunner(IRecordStore store, StoreStarter starter, PipelineOptions options, TimeProvider clock, ILogger logger)
    {
        _store = store;
        _starter = starter;
        _options = options;
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

    /// <summary>Answers every call of a batch. Never throws: what goes wrong goes to the callers.</summary>
    internal async Task RunAsync(IReadOnlyList<PendingOperation> batch)
    {
        if (batch.Count == 0)
        {
            return;
        }

        ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false);
        context.Properties.Set(BatchSize, batch.Count);
        try
        {
            CommitResult? result = await _retry.ExecuteAsync(
                static (_, state) => state.Runner.AttemptAsync(state.Batch), context, (Runner: this, Batch: batch)).ConfigureAwait(false);
            if (result is { IsCommitted: true })
            {
                Complete(batch);
            }
            else
            {
                await SplitAsync(batch, result).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // Whatever a store throws must reach the callers, not end the lane.
        catch (Exception e)
#pragma warning restore CA1031
        {
            await ResolveAsync(batch, e).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static void Complete(IReadOnlyList<PendingOperation> batch)
    {
        foreach (PendingOperation operation in batch)
        {
            operation.Complete();
        }
    }

    private bool ShouldRetry(RetryPredicateArguments<CommitResult?> arguments)
    {
        switch (arguments.Outcome)
        {
            case { Exception: StoreException { IsTransient: true } trouble } when arguments.AttemptNumber < _options.MaxTransientRetries:
                PipelineLog.RetryingTransient(_logger, arguments.AttemptNumber + 1, trouble);
                return true;
            case { Result.IsCommitted: false }:
                int limit = arguments.Context.Properties.GetValue(BatchSize, 1) > 1 ? ConflictsBeforeSplit : _options.MaxConflictRetries;
                return arguments.AttemptNumber < limit;
            default:
                return false;
        }
    }

    /// <summary>Loads, decides and commits once. Null when the batch has more changes than the store takes in one commit.</summary>
    private async ValueTask<CommitResult?> AttemptAsync(IReadOnlyList<PendingOperation> batch)
    {
        // Here and not before the queue, so that calls made while the store is being made ready keep their order.
        await _starter.StartAsync(CancellationToken.None).ConfigureAwait(false);
        Workspace view = _view;
        view.Clear();
        await ReadAsync(view, batch).ConfigureAwait(false);
        foreach (PendingOperation operation in batch)
        {
            while (!operation.TryDecide(view))
            {
                await LoadAsync(view).ConfigureAwait(false);
            }
        }

        ChangeSet changes = view.ToChangeSet();
        if (changes.Changes.Count == 0)
        {
            return CommitResult.Committed;
        }

        if (changes.Changes.Count > _store.Descriptor.MaxChanges)
        {
            return null;
        }

        try
        {
            return await _store.CommitAsync(changes, CancellationToken.None).ConfigureAwait(false);
        }
        catch
        {
            foreach (PendingOperation operation in batch)
            {
                operation.IsInDoubt = true;
            }

            throw;
        }
    }

    /// <summary>Reads what the commands ask for, stage by stage: each stage is one load for the whole batch.</summary>
    private async ValueTask ReadAsync(Workspace view, IReadOnlyList<PendingOperation> batch)
    {
        IReadOnlyList<PendingOperation> asking = batch;
        while (true)
        {
            var unanswered = new List<PendingOperation>();
            foreach (PendingOperation operation in asking)
            {
                view.IsIncomplete = false;
                operation.Read(view);
                if (view.IsIncomplete)
                {
                    unanswered.Add(operation);
                }
            }

            if (!view.HasMissing)
            {
                return;
            }

            await LoadAsync(view).ConfigureAwait(false);
            asking = unanswered;
        }
    }

    private async ValueTask LoadAsync(Workspace view)
    {
        WorkspaceReads reads = view.TakeMissing();
        view.Accept(reads, await _store.LoadAsync(reads.ToReadSet(), CancellationToken.None).ConfigureAwait(false));
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
        await RunAsync(batch.Take(half).ToArray()).ConfigureAwait(false);
        await RunAsync(batch.Skip(half).ToArray()).ConfigureAwait(false);
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

        for (int i = 0; i < batch.Count; i++)
        {
            if (batch[i].TryTakeStored((OperationRecord?)stored?.Records[i]))
            {
                batch[i].Complete();
            }
            else
            {
                batch[i].Fail(trouble);
            }
        }

        PipelineLog.BatchFailed(_logger, batch.Count, stored is not null, trouble);
    }
}
