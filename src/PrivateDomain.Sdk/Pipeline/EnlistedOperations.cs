using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Pipeline;

/// <summary>Runs writes inside a transaction of the host's: one after the other, each loaded, decided and written once, and nothing retried.</summary>
#pragma warning disable CA1001 // The semaphore makes no wait handle, so there is nothing to dispose: a host need not end what Enlist gave it.
internal sealed class EnlistedOperations(IRecordStore store, TimeProvider clock, PipelineTelemetry telemetry) : IOperationRunner
#pragma warning restore CA1001
{
    // A connection takes one command at a time; a sweep of ours starts several.
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async ValueTask<Outcome<TAnswer>> RunAsync<TCommand, TAnswer>(
        Operation<TCommand, TAnswer> operation, ProgramId program, TCommand command, CancellationToken cancellationToken)
        where TAnswer : class
    {
        PendingOperation<TCommand, TAnswer> pending = PendingOperation<TCommand, TAnswer>.Of(operation, program, command, clock, telemetry);
        try
        {
            await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await WriteAsync(pending, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                _turn.Release();
            }

            pending.Complete();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            pending.Cancel(cancellationToken);
        }
#pragma warning disable CA1031 // It goes to the caller, through the task that he awaits.
        catch (Exception e)
#pragma warning restore CA1031
        {
            pending.Fail(e);
        }

        return await pending.Task.ConfigureAwait(false);
    }

    private async ValueTask WriteAsync(PendingOperation pending, CancellationToken cancellationToken)
    {
        var view = new Workspace();
        ChangeSet changes = await Deciding.DecideAsync(store, view, [pending], cancellationToken).ConfigureAwait(false);
        if (changes.Changes.Count == 0)
        {
            return;
        }

        if (changes.Changes.Count > store.Descriptor.MaxChanges)
        {
            throw Trouble(isTransient: false, $"one operation needs more than the {store.Descriptor.MaxChanges} changes of a commit.");
        }

        CommitResult result = await store.CommitAsync(changes, cancellationToken).ConfigureAwait(false);
        if (!result.IsCommitted)
        {
            throw Trouble(
                isTransient: true,
                $"other writers changed {result.Conflict!.Key.Type.Name} first; roll the transaction back and run it again with the same keys.");
        }
    }

    private StoreException Trouble(bool isTransient, string message) => new(store.Descriptor.Name, "commit", isTransient, message);
}
