using System.Collections.Concurrent;
using System.Text.Json;
using PrivateDomain.Sdk.Storage.Conformance;

namespace PrivateDomain.Sdk.Storage.Tests.Mutants;

/// <summary>Changes records as a column of the wrong type or collation does.</summary>
internal sealed class ChangesGadgets(IRecordStore inner, Func<Gadget, Gadget> change) : ForwardingStore(inner)
{
    public static Gadget ThroughDouble(Gadget gadget) => gadget with { Stock = (long)(double)gadget.Stock, Size = (long)(double)gadget.Size };

    public static Gadget ThroughSingleWidth(Gadget gadget) => gadget with { Size = unchecked((int)gadget.Size) };

    public static Gadget ThroughMilliseconds(Gadget gadget) =>
        gadget with { MadeAt = DateTimeOffset.FromUnixTimeMilliseconds(gadget.MadeAt.ToUnixTimeMilliseconds()) };

    public static Gadget ThroughEmptyText(Gadget gadget) => gadget with { Note = gadget.Note ?? "" };

    public static Gadget Trimmed(Gadget gadget) => gadget with { Name = gadget.Name.TrimEnd() };

    public static Gadget Composed(Gadget gadget) => gadget with { Name = gadget.Name.Replace("a\u0301", "á", StringComparison.Ordinal) };

    public static Gadget Cut(Gadget gadget) => gadget.Note is { Length: > 4_000 } ? gadget with { Note = gadget.Note[..4_000] } : gadget;

    public static Gadget Reformatted(Gadget gadget) => gadget with { Payload = JsonSerializer.Serialize(JsonDocument.Parse(gadget.Payload).RootElement) };

    public override async ValueTask<Snapshot> LoadAsync(ReadSet reads, CancellationToken cancellationToken)
    {
        Snapshot snapshot = await base.LoadAsync(reads, cancellationToken);
        return snapshot with { Records = [.. snapshot.Records.Select(r => r is Gadget gadget ? change(gadget) : r)] };
    }
}

/// <summary>Remembers what it has read, and does not forget it when it is written.</summary>
internal sealed class RemembersReads(IRecordStore inner) : ForwardingStore(inner)
{
    private readonly ConcurrentDictionary<RecordKey, Record> _known = new();

    public override async ValueTask<Snapshot> LoadAsync(ReadSet reads, CancellationToken cancellationToken)
    {
        Snapshot snapshot = await base.LoadAsync(reads, cancellationToken);
        return snapshot with { Records = [.. snapshot.Records.Select(r => r is null ? null : _known.GetOrAdd(r.Key, r))] };
    }
}

/// <summary>Reads key by key and range by range, each at its own moment.</summary>
internal sealed class ReadsInSeveralTransactions(IRecordStore inner) : ForwardingStore(inner)
{
    public override async ValueTask<Snapshot> LoadAsync(ReadSet reads, CancellationToken cancellationToken)
    {
        List<Record?> records = [];
        foreach (RecordKey key in reads.Keys)
        {
            records.Add(await FindAsync(key));
            await Task.Yield();
        }

        Snapshot ranges = await base.LoadAsync(reads with { Keys = [] }, cancellationToken);
        return ranges with { Records = records };
    }
}

/// <summary>Answers a key that is asked for twice only once.</summary>
internal sealed class AnswersDistinctKeys(IRecordStore inner) : ForwardingStore(inner)
{
    public override ValueTask<Snapshot> LoadAsync(ReadSet reads, CancellationToken cancellationToken) =>
        base.LoadAsync(reads with { Keys = [.. reads.Keys.Distinct()] }, cancellationToken);
}

/// <summary>Changes what a range answers.</summary>
internal sealed class ChangesRanges(IRecordStore inner, Func<OwnerRange, OwnerRange> ask, Func<OwnerRange, RangeSlice, RangeSlice> answer) : ForwardingStore(inner)
{
    public static ChangesRanges Ask(IRecordStore inner, Func<OwnerRange, OwnerRange> ask) => new(inner, ask, (_, slice) => slice);

    public static ChangesRanges Answer(IRecordStore inner, Func<OwnerRange, RangeSlice, RangeSlice> answer) => new(inner, range => range, answer);

    /// <summary>Takes a range for cut as soon as its limit is reached.</summary>
    public static RangeSlice CutAtTheLimit(OwnerRange range, RangeSlice slice) => slice with { IsComplete = slice.Records.Count < range.Limit };

    /// <summary>Orders ids as .NET does, by UTF-16 unit.</summary>
    public static RangeSlice OrderedByUnit(OwnerRange range, RangeSlice slice) => range is { Index.IsPrimary: true, Descending: false }
        ? slice with { Records = [.. slice.Records.OrderBy(r => r.Id, StringComparer.Ordinal)] }
        : slice;

    /// <summary>Breaks ties at will.</summary>
    public static RangeSlice WithoutTieBreaker(OwnerRange range, RangeSlice slice) => range.Index == Gadget.ByRank
        ? slice with { Records = [.. slice.Records.Reverse().OrderBy(r => range.Descending ? -((Gadget)r).Rank : ((Gadget)r).Rank)] }
        : slice;

    public override async ValueTask<Snapshot> LoadAsync(ReadSet reads, CancellationToken cancellationToken)
    {
        Snapshot snapshot = await base.LoadAsync(reads with { Ranges = [.. reads.Ranges.Select(ask)] }, cancellationToken);
        return snapshot with { Ranges = [.. snapshot.Ranges.Select((slice, i) => answer(reads.Ranges[i], slice))] };
    }
}

/// <summary>Takes keys, owners and ids of all programs for one.</summary>
internal sealed class IgnoresPrograms(IRecordStore inner) : ForwardingStore(inner)
{
    private readonly ConcurrentDictionary<string, bool> _programs = new(StringComparer.Ordinal);

    public override ValueTask<CommitResult> CommitAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        foreach (Change change in changes.Changes)
        {
            _programs.TryAdd(change.Key.Program, true);
        }

        return base.CommitAsync(changes, cancellationToken);
    }

    public override async ValueTask<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellationToken)
    {
        RecordPage page = await base.QueryAsync(query, cancellationToken);
        if (page.Cursor is not null)
        {
            return page;
        }

        List<Record> records = [.. page.Records];
        foreach (string program in _programs.Keys.Where(p => p != query.Program))
        {
            records.AddRange((await base.QueryAsync(query with { Program = program, Cursor = null }, cancellationToken)).Records);
        }

        return new RecordPage([.. records.Take(query.Limit)], null);
    }

    public override async ValueTask<Snapshot> LoadAsync(ReadSet reads, CancellationToken cancellationToken)
    {
        Snapshot snapshot = await base.LoadAsync(reads, cancellationToken);
        var records = snapshot.Records.ToArray();
        for (int i = 0; i < records.Length; i++)
        {
            foreach (string program in _programs.Keys)
            {
                records[i] ??= await FindAsync(new RecordKey(reads.Keys[i].Type, reads.Keys[i].Owner, program, reads.Keys[i].Id));
            }
        }

        return snapshot with { Records = records };
    }
}
