using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Pipeline;

/// <summary>The first two of the pipeline's three steps: load what a batch needs, and decide it.</summary>
internal static class Deciding
{
    /// <summary>Decides all commands of a batch, in their order, and returns what is to be committed for all of them.</summary>
    internal static async ValueTask<ChangeSet> DecideAsync(
        IRecordStore store, Workspace view, IReadOnlyList<PendingOperation> batch, CancellationToken cancellationToken)
    {
        await ReadAsync(store, view, batch, cancellationToken).ConfigureAwait(false);
        foreach (PendingOperation operation in batch)
        {
            while (!operation.TryDecide(view))
            {
                await LoadAsync(store, view, cancellationToken).ConfigureAwait(false);
            }
        }

        return view.ToChangeSet();
    }

    /// <summary>Reads what the commands ask for, stage by stage: each stage is one load for the whole batch.</summary>
    private static async ValueTask ReadAsync(
        IRecordStore store, Workspace view, IReadOnlyList<PendingOperation> batch, CancellationToken cancellationToken)
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

            await LoadAsync(store, view, cancellationToken).ConfigureAwait(false);
            asking = unanswered;
        }
    }

    private static async ValueTask LoadAsync(IRecordStore store, Workspace view, CancellationToken cancellationToken)
    {
        WorkspaceReads reads = view.TakeMissing();
        view.Accept(reads, await store.LoadAsync(reads.ToReadSet(), cancellationToken).ConfigureAwait(false));
    }
}
