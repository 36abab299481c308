using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Pipeline;

/// <summary>The first two of the pipeline's three steps: load what a batch needs, and decide it.</summary>
internal static class Deciding
{
    /// <summary>Decides all commands of a batch, in their order, and returns what is to be committed for all of them.</summary>
    internal static async ValueTask<ChangeSet> DecideAsync(
        IRecordStore store, Workspace view, IReadOnlyList<PendingOperation> batch, CancellationToken cancellationToken)
    {
        var unanswered = new List<int>(batch.Count);
        for (int i = 0; i < batch.Count; i++)
        {
            Ask(view, batch, i, unanswered);
        }

        int decided = 0;
        while (true)
        {
            if (view.HasMissing)
            {
                await LoadAsync(store, view, cancellationToken).ConfigureAwait(false);
            }

            while (decided < batch.Count && batch[decided].TryDecide(view))
            {
                decided++;
            }

            if (decided == batch.Count)
            {
                return view.ToChangeSet();
            }

            // Something is lacking still. Whoever could not ask for everything before asks again, so that one load brings it for all of them.
            List<int> asking = unanswered;
            unanswered = [];
            foreach (int i in asking)
            {
                if (i >= decided)
                {
                    Ask(view, batch, i, unanswered);
                }
            }
        }
    }

    private static void Ask(Workspace view, IReadOnlyList<PendingOperation> batch, int i, List<int> unanswered)
    {
        view.IsIncomplete = false;
        batch[i].Read(view);
        if (view.IsIncomplete)
        {
            unanswered.Add(i);
        }
    }

    private static async ValueTask LoadAsync(IRecordStore store, Workspace view, CancellationToken cancellationToken)
    {
        WorkspaceReads reads = view.TakeMissing();
        view.Accept(reads, await store.LoadAsync(reads.ToReadSet(), cancellationToken).ConfigureAwait(false));
    }
}
