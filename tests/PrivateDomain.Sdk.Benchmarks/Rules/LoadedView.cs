using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Benchmarks.Rules;

/// <summary>Reads what a decision needs, as the pipeline does, so that afterwards it can be made without a store.</summary>
internal static class LoadedView
{
    public const string Program = "default";

    public static async Task<DecisionContext> ReadAsync(IRecordStore store, string operation, Action<DecisionContext> read)
    {
        var view = new Workspace();
        var context = new DecisionContext(view, Program, DateTimeOffset.UtcNow, operation);
        read(context);
        while (view.HasMissing)
        {
            WorkspaceReads missing = view.TakeMissing();
            view.Accept(missing, await store.LoadAsync(missing.ToReadSet(), CancellationToken.None));
            view.IsIncomplete = false;
            read(context);
        }

        return context;
    }
}
