using System.Diagnostics;
using System.Runtime.InteropServices;
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
    private readonly Dictionary<RecordKey, OwnerView> _owners = [];
    private readonly List<Slot> _touched = [];
    private readonly List<Record> _appended = [];
    private Workspace? _preceding;
    private List<Slot> _missing = [];
    private List<(LoadedRange Range, OwnerRange Request)> _missingRanges = [];

    /// <summary>Whether something was asked for that is not here; reset it before asking.</summary>
    internal bool IsIncomplete { get; set; }

    internal bool HasMissing => _missing.Count > 0 || _missingRanges.Count > 0;

    /// <summary>Forgets everything but the room it takes: the next batch is likely as large.</summary>
    /// <param name="preceding">
    /// What the batch before this one is about to commit, if it is: its records are seen as they will be then, whatever the store says meanwhile.
    /// </param>
    internal void Begin(Workspace? preceding)
    {
        _preceding = preceding;
        _slots.Clear();
        _owners.Clear();
        _touched.Clear();
        _appended.Clear();
        _missing.Clear();
        _missingRanges.Clear();
        IsIncomplete = false;
    }

    /// <summary>Finds a record, or notes that it must be read.</summary>
    internal T? Find<T>(RecordKey key)
        where T : Record
    {
        ref Slot? slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_slots, key, out _);
        if (slot is null)
        {
            slot = NewSlot(key);
            if (!slot.IsLoaded)
            {
                _missing.Add(slot);
            }
        }

        if (!slot.IsLoaded)
        {
            IsIncomplete = true;
            return null;
        }

        return (T?)slot.Current;
    }

    /// <summary>The beginning of an owner's records in an index's order; empty and incomplete until it is read.</summary>
    internal LoadedRange Range(RecordIndex index, string owner, string program, bool descending = false, int expected = 0)
    {
        Debug.Assert(index.Type.IsReadByOwner, "Changes of such records are not followed: declare that they are read in primary order.");
        OwnerView ofOwner = ViewOf(index.Type, owner, program);
        LoadedRange? range = ofOwner.Find(index, descending);
        if (range is null)
        {
            range = new LoadedRange(index, owner, program, descending);
            ofOwner.Add(range);
            _missingRanges.Add((range, range.Request(int.Max(FirstLimit, expected))));
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

        // The next round is likely as large.
        if (!HasMissing)
        {
            (_missing, _missingRanges) = (reads.Slots, reads.Ranges);
            _missing.Clear();
            _missingRanges.Clear();
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
                case Change.Delete:
                    slot.Write(null);
                    break;
                default:
                    slot.Expect();
                    break;
            }

            if (isFirst)
            {
                _touched.Add(slot);
            }

            if (key.Type.IsReadByOwner)
            {
                ViewOf(key.Type, key.Owner, key.Program).Replace(slot, before, slot.Current);
            }
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

    private static ReadOnlySpan<Slot> ChangedIn(Workspace? view, RecordKey owner) =>
        view is not null && view._owners.TryGetValue(owner, out OwnerView? changed) ? changed.Changed : [];

    private OwnerView ViewOf(RecordType type, string owner, string program)
    {
        ref OwnerView? view = ref CollectionsMarshal.GetValueRefOrAddDefault(_owners, OwnerKey(type, owner, program), out _);
        return view ??= new OwnerView();
    }

    private Slot SlotOf(RecordKey key)
    {
        ref Slot? slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_slots, key, out _);
        return slot ??= NewSlot(key);
    }

    private Slot NewSlot(RecordKey key)
    {
        var slot = new Slot(key);
        if (_preceding is not null && _preceding._slots.TryGetValue(key, out Slot? before) && before.IsChanged)
        {
            slot.Inherit(before.AfterCommit());
        }

        return slot;
    }

    private void Accept(LoadedRange range, OwnerRange request, RangeSlice slice)
    {
        RecordKey key = OwnerKey(request.Index.Type, request.Owner, request.Program);

        // What was changed since, by this batch or the one before it, is left out here and put where it stands now.
        var records = new List<Record>(slice.Records.Count);
        foreach (Record stored in slice.Records)
        {
            Slot slot = SlotOf(stored.Key);
            if (slot.IsRenewable && slot.Current?.Revision != stored.Revision)
            {
                // Read in an earlier round, and perhaps another writer came in between: all that is seen of it is what it is now.
                ViewOf(key.Type, key.Owner, key.Program).Replace(slot, slot.Current, stored);
                slot.Load(stored);
            }
            else if (!slot.IsLoaded)
            {
                slot.Load(stored);
            }

            // What a command depends on as it was read, when it was not there yet, is not here either: the commit finds out.
            if (!slot.IsChanged && !slot.IsInherited && slot.Current is { } current)
            {
                records.Add(current);
            }
        }

        range.Load(records, slice.Records.Count > 0 ? slice.Records[^1] : null, slice.IsComplete);
        foreach (Slot slot in ChangedIn(_preceding, key))
        {
            // Unless this batch changed it again.
            Slot current = SlotOf(slot.Key);
            if (!current.IsChanged)
            {
                range.Replace(null, current.Current);
            }
        }

        foreach (Slot slot in ChangedIn(this, key))
        {
            range.Replace(null, slot.Current);
        }
    }
}
