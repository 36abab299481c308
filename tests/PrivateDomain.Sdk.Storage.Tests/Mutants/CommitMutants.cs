using System.Collections.Concurrent;
using PrivateDomain.Sdk.Storage.Conformance;

namespace PrivateDomain.Sdk.Storage.Tests.Mutants;

/// <summary>Reports success, but drops the last of several writes.</summary>
internal sealed class DropsTheLastWrite(IRecordStore inner) : ForwardingStore(inner)
{
    public override ValueTask<CommitResult> CommitAsync(ChangeSet changes, CancellationToken cancellationToken) =>
        base.CommitAsync(changes.Changes.Count < 2 ? changes : new ChangeSet([.. changes.Changes.SkipLast(1)]), cancellationToken);
}

/// <summary>Stores change by change and stops at the first conflict.</summary>
internal sealed class StoresChangeByChange(IRecordStore inner) : ForwardingStore(inner)
{
    public override async ValueTask<CommitResult> CommitAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        foreach (Change change in changes.Changes)
        {
            CommitResult result = await base.CommitAsync(new ChangeSet(change), cancellationToken);
            if (!result.IsCommitted)
            {
                return result;
            }
        }

        return CommitResult.Committed;
    }
}

/// <summary>Notices a cancellation half-way.</summary>
internal sealed class StopsHalfWayWhenCancelled(IRecordStore inner) : ForwardingStore(inner)
{
    public override async ValueTask<CommitResult> CommitAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        int half = changes.Changes.Count / 2;
        await base.CommitAsync(new ChangeSet([.. changes.Changes.Take(half)]), cancellationToken);
        await Task.Delay(1, CancellationToken.None);
        return await base.CommitAsync(new ChangeSet([.. changes.Changes.Skip(half)]), cancellationToken);
    }
}

/// <summary>Reports a conflict as success.</summary>
internal sealed class SwallowsConflicts(IRecordStore inner) : ForwardingStore(inner)
{
    public override async ValueTask<CommitResult> CommitAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        await base.CommitAsync(changes, cancellationToken);
        return CommitResult.Committed;
    }
}

/// <summary>Names the first change, whichever failed.</summary>
internal sealed class BlamesTheFirstChange(IRecordStore inner) : ForwardingStore(inner)
{
    public override async ValueTask<CommitResult> CommitAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        CommitResult result = await base.CommitAsync(changes, cancellationToken);
        return result.IsCommitted ? result : CommitResult.ConflictOn(changes.Changes[0]);
    }
}

/// <summary>Rewrites each change in the light of what is stored; what a mutant of one comparison needs.</summary>
internal abstract class RewritesChanges(IRecordStore inner) : ForwardingStore(inner)
{
    public override async ValueTask<CommitResult> CommitAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        List<Change> rewritten = [];
        foreach (Change change in changes.Changes)
        {
            bool isAlone = changes.Changes.Count(c => c.Key == change.Key) == 1;
            if ((isAlone ? Rewrite(change, await FindAsync(change.Key)) : change) is { } other)
            {
                rewritten.Add(other);
            }
        }

        CommitResult result = await base.CommitAsync(new ChangeSet(rewritten), cancellationToken);
        return result.Conflict is null ? result : CommitResult.ConflictOn(changes.Changes.First(c => c.Key == result.Conflict.Key));
    }

    protected abstract Change? Rewrite(Change change, Record? stored);
}

/// <summary>Compares revisions with "at least".</summary>
internal sealed class AcceptsFutureRevisions(IRecordStore inner) : RewritesChanges(inner)
{
    protected override Change? Rewrite(Change change, Record? stored) => change switch
    {
        Change.Update update when update.ExpectedRevision >= stored?.Revision => new Change.Update(update.Record, stored.Revision),
        Change.Delete delete when delete.ExpectedRevision >= stored?.Revision => new Change.Delete(delete.Key, stored.Revision),
        Change.Expect expect when expect.ExpectedRevision >= stored?.Revision => new Change.Expect(expect.Key, stored.Revision),
        _ => change,
    };
}

/// <summary>Updates whatever is stored.</summary>
internal sealed class IgnoresRevisionsOfUpdates(IRecordStore inner) : RewritesChanges(inner)
{
    protected override Change? Rewrite(Change change, Record? stored) =>
        change is Change.Update update && stored is not null ? new Change.Update(update.Record, stored.Revision) : change;
}

/// <summary>Takes an expectation for a comment.</summary>
internal sealed class IgnoresExpectations(IRecordStore inner) : RewritesChanges(inner)
{
    protected override Change? Rewrite(Change change, Record? stored) => change is Change.Expect ? null : change;
}

/// <summary>Inserts or replaces.</summary>
internal sealed class InsertsOverWhatExists(IRecordStore inner) : RewritesChanges(inner)
{
    protected override Change? Rewrite(Change change, Record? stored) =>
        change is Change.Insert insert && stored is not null ? new Change.Update(insert.Record, stored.Revision) : change;
}

/// <summary>Creates what an update does not find.</summary>
internal sealed class UpdatesWhatIsMissing(IRecordStore inner) : RewritesChanges(inner)
{
    protected override Change? Rewrite(Change change, Record? stored) =>
        change is Change.Update update && stored is null ? new Change.Insert(update.Record) : change;
}

/// <summary>Deletes whatever is stored, or nothing.</summary>
internal sealed class DeletesRegardless(IRecordStore inner) : RewritesChanges(inner)
{
    protected override Change? Rewrite(Change change, Record? stored) => change switch
    {
        Change.Delete when stored is null => null,
        Change.Delete delete => new Change.Delete(delete.Key, stored.Revision),
        _ => change,
    };
}

/// <summary>Adds in 64 bits that wrap.</summary>
internal sealed class WrapsAround(IRecordStore inner) : RewritesChanges(inner)
{
    protected override Change? Rewrite(Change change, Record? stored)
    {
        if (change is not Change.Add add || stored is not Gadget gadget || add.Column != Gadget.StockColumn)
        {
            return change;
        }

        long sum = unchecked(gadget.Stock + add.Delta);
        return sum >= add.Min && sum <= add.Max ? new Change.Update(gadget with { Stock = sum }, gadget.Revision) : change;
    }
}

/// <summary>Adds in binary floating point.</summary>
internal sealed class AddsInFloatingPoint(IRecordStore inner) : RewritesChanges(inner)
{
    protected override Change? Rewrite(Change change, Record? stored)
    {
        if (change is not Change.Add add || stored is not Gadget gadget || add.Column != Gadget.StockColumn)
        {
            return change;
        }

        double sum = (double)gadget.Stock + add.Delta;
        return sum >= add.Min && sum <= add.Max ? new Change.Update(gadget with { Stock = (long)sum }, gadget.Revision) : change;
    }
}

/// <summary>Knows a least result, but no greatest.</summary>
internal sealed class IgnoresTheGreatestResult(IRecordStore inner) : RewritesChanges(inner)
{
    protected override Change? Rewrite(Change change, Record? stored) =>
        change is Change.Add add ? new Change.Add(add.Key, add.Column, add.Delta, add.Min) : change;
}

/// <summary>Adds without counting it as a write: readers of the older revision do not notice.</summary>
internal sealed class AddsWithoutARevision(IRecordStore inner) : RewritesChanges(inner)
{
    private readonly ConcurrentDictionary<RecordKey, long> _adds = new();

    protected override Change? Rewrite(Change change, Record? stored)
    {
        if (change is Change.Add)
        {
            _adds.AddOrUpdate(change.Key, 1, (_, count) => count + 1);
            return change;
        }

        return change is Change.Update update && _adds.TryGetValue(change.Key, out long hidden) && update.ExpectedRevision + hidden == stored?.Revision
            ? new Change.Update(update.Record, stored.Revision)
            : change;
    }
}

/// <summary>Looks at the stock in one transaction and takes from it in the next.</summary>
internal sealed class ChecksOutsideTheTransaction(IRecordStore inner) : ForwardingStore(inner)
{
    public override async ValueTask<CommitResult> CommitAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        List<Change> unguarded = [];
        foreach (Change change in changes.Changes)
        {
            if (change is Change.Add add && await FindAsync(add.Key) is Gadget gadget && gadget.Stock + add.Delta >= add.Min)
            {
                await Task.Yield();
                unguarded.Add(new Change.Add(add.Key, add.Column, add.Delta, long.MinValue));
            }
            else
            {
                unguarded.Add(change);
            }
        }

        return await base.CommitAsync(new ChangeSet(unguarded), cancellationToken);
    }
}

/// <summary>Takes keys for equal that are not, as a collation or a too narrow column does.</summary>
internal sealed class MergesKeys(IRecordStore inner, Func<string, string> fold) : ForwardingStore(inner)
{
    private readonly ConcurrentDictionary<string, RecordKey> _known = new(StringComparer.Ordinal);

    public override ValueTask<CommitResult> CommitAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        foreach (Change.Insert insert in changes.Changes.OfType<Change.Insert>())
        {
            RecordKey key = insert.Key;
            string folded = $"{key.Type.Name}\u001F{fold(key.Owner)}\u001F{fold(key.Program)}\u001F{fold(key.Id)}";
            if (_known.GetOrAdd(folded, key) != key)
            {
                return ValueTask.FromResult(CommitResult.ConflictOn(insert));
            }
        }

        return base.CommitAsync(changes, cancellationToken);
    }
}
