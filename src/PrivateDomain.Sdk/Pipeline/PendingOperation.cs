using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Pipeline;

/// <summary>One call that waits for its answer.</summary>
internal abstract class PendingOperation(string program, RecordKey key, DateTimeOffset now, string fingerprint)
{
    private const int Queued = 0;
    private const int Started = 1;
    private const int Withdrawn = 2;

    private int _state;

    internal string Program { get; } = program;

    internal RecordKey Key { get; } = key;

    internal DateTimeOffset Now { get; } = now;

    internal string Fingerprint { get; } = fingerprint;

    /// <summary>Whether a commit of this call's effect may have happened unseen: finding exactly its answer stored is then not a replay.</summary>
    internal bool IsInDoubt { get; set; }

    /// <summary>Takes the call out of the queue, unless its caller withdrew it.</summary>
    internal bool TryStart() => Interlocked.CompareExchange(ref _state, Started, Queued) == Queued;

    protected bool TryWithdraw() => Interlocked.CompareExchange(ref _state, Withdrawn, Queued) == Queued;

    internal abstract void Read(Workspace view);

    /// <summary>Finds the stored answer, or decides and lays the changes over the workspace. False when something must be read first.</summary>
    internal abstract bool TryDecide(Workspace view);

    /// <summary>Takes the stored answer after a commit in doubt. False when there is none: nothing was stored.</summary>
    internal abstract bool TryTakeStored(OperationRecord? stored);

    /// <summary>Gives the caller what was decided.</summary>
    internal abstract void Complete();

    internal abstract void Fail(Exception exception);
}
