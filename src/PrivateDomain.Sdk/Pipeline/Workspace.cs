using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Pipeline;

/// <summary>
/// The records that a batch has read, with the changes of its accepted commands laid over them. Asking for a record that was not
/// read yet notes it and marks the workspace incomplete: the pipeline then loads all that is missing, for the whole batch at once, and asks again.
/// </summary>
internal sealed class Workspace
{
    private const int FirstLimit = 16;
    private const int Growth = 8;

    private readonly Dictionary<RecordKey, Slot> _slots = [];
    private readonly Dictionary<RecordKey, List<LoadedRange>> _ranges = [];
    private readonly List<Slot> _touched = [];
    private readonly List<Record> _appended = [];
    private List<Slot> _missing = [];
    private List<(LoadedRange Range, OwnerRange Request)> _missingRanges = [];

    /// <summary>Whether something was asked for that is not here; reset it before asking.</summary>
    internal bool IsIncomplete { get; set; }

    internal bool HasMissing => _missing.Count > 0 || _missingRanges.Count > 0;

    /// <summary>Forgets everything but the room it takes: the next batch is likely as large.</summary>
    internal void Clear()
    {
        _slots.Clear();
        _ranges.Clear();
        _touched.Clear();
        _appended.Clear();
        _missing = [];
        _missingRanges = [];
        IsIncomplete = false;
    }

    /// <summary>Finds a record, or notes that it must be read.</summary>
    internal T? Find<T>(RecordKey key)
        where T : Record
    {
        if (!_slots.TryGetValue(key, out Slot? slot))
        {
            slot = new Slot(key);
            _slots.Add(key, slot);
            _missing.Add(slot);
        }

        if (!slot.IsLoaded)
        {
            IsIncomplete = true;
            return null;
        }

        return (T?)slot.Current;
    }

    /// <summary>The beginning of an owner's records in an index's order; empty and incomplete until it is read.</summary>
    internal LoadedRange Range(RecordIndex index, string owner, string program, bool descending = false)
    {
        RecordKey key = OwnerKey(index.Type, owner, program);
        if (!_ranges.TryGetValue(key, out List<LoadedRange>? ofOwner))
        {
            _ranges.Add(key, ofOwner = new List<LoadedRange>(1));
        }

        LoadedRange? range = null;
        foreach (LoadedRange known in ofOwner)
        {
            if (ReferenceEquals(known.Index, index) && known.IsDescending == descending)
            {
                range = known;
            }
        }

        if (range is null)
        {
            range = new LoadedRange(index, owner, program, descending);
            ofOwner.Add(range);
            _missingRanges.Add((range, range.Request(FirstLimit)));
        }

        IsIncomplete |= !range.IsLoaded;
        return range;
    }

    /// <summary>Asks for more of a range whose known beginning did not suffice.</summary>
    internal void Extend(LoadedRange range)
    {
        if (range.IsLoaded)
        {
            _missingRanges.Add((range, range.Request(checked(range.Limit * Growth))));
        }

        IsIncomplete = true;
    }

    /// <summary>What must be read, once: the next call returns what was asked for since.</summary>
    internal WorkspaceReads TakeMissing()
    {
        var reads = new WorkspaceReads(_missing, _missingRanges);
        _missing = [];
        _missingRanges = [];
        return reads;
    }

    internal void Accept(WorkspaceReads reads, Snapshot snapshot)
    {
        for (int i = 0; i < reads.Slots.Count; i++)
        {
            // A range read in the same round may have brought the record already.
            if (!reads.Slots[i].IsLoaded)
            {
                reads.Slots[i].Load(snapshot.Records[i]);
            }
        }

        for (int i = 0; i < reads.Ranges.Count; i++)
        {
            Accept(reads.Ranges[i].Range, reads.Ranges[i].Request, snapshot.Ranges[i]);
        }
    }

    /// <summary>Lays the changes of an accepted command over what was read: all of them, or none when a counter has no room.</summary>
    /// <exception cref="OverflowException">A counter would no longer fit in 64 bits; nothing was changed.</exception>
    internal void Apply(Changes changes)
    {
        foreach (PendingChange change in changes.All)
        {
            if (change.Other is Change.Add add)
            {
                SlotOf(add.Key).RequireRoom(add);
            }
        }

        foreach (PendingChange change in changes.All)
        {
            RecordKey key = change.Record?.Key ?? change.Other!.Key;
            Slot slot = SlotOf(key);
            bool isFirst = !slot.IsChanged && !slot.IsExpected;
            Record? before = slot.Current;
            switch (change.Other)
            {
                case null:
                    slot.Write(change.Record!);
                    break;
                case Change.Add add:
                    slot.Add(add);
                    break;
                default:
                    slot.Expect();
                    break;
            }

            if (isFirst)
            {
                _touched.Add(slot);
            }

            Replace(key, before, slot.Current);
        }

        _appended.AddRange(changes.Appended);
    }

    internal ChangeSet ToChangeSet()
    {
        var changes = new List<Change>(_touched.Count + _appended.Count);
        foreach (Slot slot in _touched)
        {
            slot.CollectInto(changes);
        }

        foreach (Record record in _appended)
        {
            changes.Add(new Change.Insert(record));
        }

        return new ChangeSet(changes);
    }

    private static RecordKey OwnerKey(RecordType type, string owner, string program) => new(type, owner, program, "");

    private Slot SlotOf(RecordKey key)
    {
        if (!_slots.TryGetValue(key, out Slot? slot))
        {
            _slots.Add(key, slot = new Slot(key));
        }

        return slot;
    }

    private void Accept(LoadedRange range, OwnerRange request, RangeSlice slice)
    {
        List<Record> records = new(slice.Records.Count);
        foreach (Record stored in slice.Records)
        {
            Slot slot = SlotOf(stored.Key);
            if (!slot.IsLoaded)
            {
                slot.Load(stored);
            }

            if (!slot.IsChanged)
            {
                records.Add(slot.Current!);
            }
        }

        range.Load(records, slice.Records.Count > 0 ? slice.Records[^1] : null, slice.IsComplete);
        foreach (Slot slot in _touched)
        {
            if (slot is { IsChanged: true, Current: { } changed }
                && ReferenceEquals(slot.Key.Type, request.Index.Type)
                && slot.Key.Owner == request.Owner
                && slot.Key.Program == request.Program)
            {
                range.Replace(null, changed);
            }
        }
    }

    private void Replace(RecordKey key, Record? before, Record? after)
    {
        if (key.Type.Indexes.Count == 0 || !_ranges.TryGetValue(OwnerKey(key.Type, key.Owner, key.Program), out List<LoadedRange>? ranges))
        {
            return;
        }

        foreach (LoadedRange range in ranges)
        {
            if (range.IsLoaded)
            {
                range.Replace(before, after);
            }
        }
    }
}
