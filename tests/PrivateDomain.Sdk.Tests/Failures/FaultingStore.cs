using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Tests.Failures;

/// <summary>What happens to one call of the store.</summary>
internal enum Fault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It fails before it did anything, and trying again may work.</summary>
    TransientBefore,

    /// <summary>It fails before it did anything, for good.</summary>
    PermanentBefore,

    /// <summary>It is done, but the caller hears that it failed and that trying again may work.</summary>
    TransientAfter,

    /// <summary>It is done, but the caller hears that it failed.</summary>
    PermanentAfter,

    /// <summary>It takes a while.</summary>
    Slow,

    /// <summary>It throws something that no store should throw.</summary>
    Undocumented,
}

/// <summary>Which member of the store.</summary>
internal enum StoreCall
{
    Load,
    Commit,
    Query,
}

/// <summary>Wraps a store and lets calls fail as a plan says. The plan gets the kind of call and its number, from 1.</summary>
internal sealed class FaultingStore(IRecordStore inner) : IRecordStore
{
    private readonly int[] _counts = new int[3];
    private readonly int[] _faults = new int[7];

    internal Func<StoreCall, int, Fault> Plan { get; set; } = static (_, _) => Fault.None;

    /// <summary>Called before every call; may cancel somebody.</summary>
    internal Action<StoreCall, int>? Before { get; set; }

    /// <summary>Called after every call that went through.</summary>
    internal Action<StoreCall, int>? After { get; set; }

    internal TimeSpan InitializationDelay { get; init; }

    internal StoreDescriptor Limits { get; init; } = inner.Descriptor;

    public StoreDescriptor Descriptor => Limits;

    internal int Count(StoreCall call) => Volatile.Read(ref _counts[(int)call]);

    internal int Faults(Fault fault) => Volatile.Read(ref _faults[(int)fault]);

    internal void Heal()
    {
        Plan = static (_, _) => Fault.None;
        Before = null;
        After = null;
    }

    public async ValueTask InitializeAsync(RecordModel model, CancellationToken cancellationToken)
    {
        await Task.Delay(InitializationDelay, cancellationToken);
        await inner.InitializeAsync(model, cancellationToken);
    }

    public ValueTask<Snapshot> LoadAsync(ReadSet reads, CancellationToken cancellationToken) =>
        CallAsync(StoreCall.Load, () => inner.LoadAsync(reads, cancellationToken), cancellationToken);

    public ValueTask<CommitResult> CommitAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        Assert.True(changes.Changes.Count <= Limits.MaxChanges, $"{changes.Changes.Count} changes in one commit; the store takes {Limits.MaxChanges}");
        return CallAsync(StoreCall.Commit, () => inner.CommitAsync(changes, cancellationToken), cancellationToken);
    }

    public ValueTask<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellationToken)
    {
        Assert.True(query.Limit <= Limits.MaxPageSize, $"a page of {query.Limit}; the store gives {Limits.MaxPageSize}");
        return CallAsync(StoreCall.Query, () => inner.QueryAsync(query, cancellationToken), cancellationToken);
    }

    private async ValueTask<T> CallAsync<T>(StoreCall call, Func<ValueTask<T>> pass, CancellationToken cancellationToken)
    {
        int number = Interlocked.Increment(ref _counts[(int)call]);
        Before?.Invoke(call, number);
        Fault fault = Plan(call, number);
        Interlocked.Increment(ref _faults[(int)fault]);
        switch (fault)
        {
            case Fault.TransientBefore or Fault.PermanentBefore:
                throw Trouble(call, fault);
            case Fault.Undocumented:
                throw new NotSupportedException("A broken store threw this.");
            case Fault.Slow:
                await Task.Delay(TimeSpan.FromMilliseconds(30), cancellationToken);
                break;
        }

        T result = await pass();
        After?.Invoke(call, number);
        return fault is Fault.TransientAfter or Fault.PermanentAfter ? throw Trouble(call, fault) : result;
    }

    private static StoreException Trouble(StoreCall call, Fault fault) => new(
        "faulting", call.ToString(), fault is Fault.TransientBefore or Fault.TransientAfter, $"made to fail: {fault}");
}
