using System.Runtime.InteropServices;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Pipeline;

/// <summary>The known beginning of an owner's records in an index's order, kept in step with what the batch changes.</summary>
internal sealed class LoadedRange(RecordIndex index, string owner, string program, bool descending) : IComparer<Record>
{
    private List<Record> _records = [];
    private Record? _bound;

    internal RecordIndex Index { get; } = index;

    internal bool IsDescending => descending;

    internal bool IsLoaded { get; private set; }

    /// <summary>Whether <see cref="Records"/> are all there are; if not, more follow behind the last one that was loaded.</summary>
    internal bool IsComplete { get; private set; }

    internal int Limit { get; private set; }

    internal ReadOnlySpan<Record> Records => CollectionsMarshal.AsSpan(_records);

    internal OwnerRange Request(int limit)
    {
        Limit = limit;
        IsLoaded = false;
        return new OwnerRange(Index, owner, program, limit, descending);
    }

    /// <summary>Takes what was read, and keeps the list.</summary>
    internal void Load(List<Record> records, Record? bound, bool isComplete)
    {
        _records = records;
        _bound = isComplete ? null : bound;
        IsComplete = isComplete;
        IsLoaded = true;
    }

    internal bool Covers(Record record) => Index.Contains(record) && (_bound is null || Compare(record, _bound) <= 0);

    internal void Replace(Record? before, Record? after)
    {
        if (before is not null && Index.Contains(before))
        {
            int place = _records.BinarySearch(before, this);
            if (place >= 0)
            {
                _records.RemoveAt(place);
            }
        }

        if (after is not null && Covers(after))
        {
            int place = _records.BinarySearch(after, this);
            _records.Insert(place < 0 ? ~place : place, after);
        }
    }

    public int Compare(Record? x, Record? y)
    {
        int order = Index.Compare(x!, y!);
        return descending ? -order : order;
    }
}
