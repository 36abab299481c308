using PrivateDomain.Sdk.Storage.Conformance;
using PrivateDomain.Sdk.Storage.InMemory;

namespace PrivateDomain.Sdk.Storage.Tests.Mutants;

/// <summary>Wraps a cancellation in an exception of its own.</summary>
internal sealed class WrapsCancellation(IRecordStore inner) : ForwardingStore(inner)
{
    public override async ValueTask<Snapshot> LoadAsync(ReadSet reads, CancellationToken cancellationToken)
    {
        try
        {
            return await base.LoadAsync(reads, cancellationToken);
        }
        catch (OperationCanceledException e)
        {
            throw new StoreException("The load failed.", e);
        }
    }
}

/// <summary>Does not look at the token.</summary>
internal sealed class IgnoresCancellation(IRecordStore inner) : ForwardingStore(inner)
{
    public override ValueTask<CommitResult> CommitAsync(ChangeSet changes, CancellationToken cancellationToken) =>
        base.CommitAsync(changes, CancellationToken.None);
}

/// <summary>Takes a record type that it does not know for one without records.</summary>
internal sealed class KnowsEveryType(IRecordStore inner) : ForwardingStore(inner)
{
    public override async ValueTask<Snapshot> LoadAsync(ReadSet reads, CancellationToken cancellationToken)
    {
        try
        {
            return await base.LoadAsync(reads, cancellationToken);
        }
        catch (ArgumentException)
        {
            return new Snapshot([.. reads.Keys.Select(_ => (Record?)null)], [.. reads.Ranges.Select(_ => new RangeSlice([], true))]);
        }
    }
}

/// <summary>Comes back to its caller's synchronization context.</summary>
internal sealed class ComesBackToItsCaller(IRecordStore inner) : ForwardingStore(inner)
{
    public override async ValueTask<CommitResult> CommitAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        await Task.Delay(1, cancellationToken);
        return await base.CommitAsync(changes, cancellationToken);
    }
}

/// <summary>Takes lists for arrays.</summary>
internal sealed class CastsItsArguments(IRecordStore inner) : ForwardingStore(inner)
{
    public override ValueTask<CommitResult> CommitAsync(ChangeSet changes, CancellationToken cancellationToken) =>
        base.CommitAsync(new ChangeSet((Change[])changes.Changes), cancellationToken);
}

/// <summary>A harness whose store forgets everything when it is opened again.</summary>
internal sealed class ForgetfulHarness : IStoreHarness
{
    public bool IsPersistent => true;

    public ValueTask<IRecordStore> OpenAsync() => ValueTask.FromResult<IRecordStore>(new InMemoryRecordStore());

    public ValueTask CloseAsync(IRecordStore store) => ValueTask.CompletedTask;

    public IStoreHarness CreateEmpty() => new ForgetfulHarness();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>Creates its tables anew whenever it is initialized.</summary>
internal sealed class StartsAnewWhenInitialized() : ForwardingStore(new InMemoryRecordStore())
{
    private InMemoryRecordStore _current = new();

    public override ValueTask InitializeAsync(RecordModel model, CancellationToken cancellationToken)
    {
        _current = new InMemoryRecordStore();
        return _current.InitializeAsync(model, cancellationToken);
    }

    public override ValueTask<Snapshot> LoadAsync(ReadSet reads, CancellationToken cancellationToken) => _current.LoadAsync(reads, cancellationToken);

    public override ValueTask<CommitResult> CommitAsync(ChangeSet changes, CancellationToken cancellationToken) => _current.CommitAsync(changes, cancellationToken);
}
