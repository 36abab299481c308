namespace PrivateDomain.Sdk.Storage.InMemory;

/// <summary>The records of one type in one program: by owner, and in each index of the program's scope.</summary>
/// <param name="program">The program.</param>
/// <param name="numbers">The owners of the program, whatever records they have.</param>
/// <param name="ownerIndexes">The type's indexes of the owner's scope.</param>
/// <param name="programIndexes">The type's indexes of the program's scope.</param>
internal sealed class ProgramRecords(string program, OwnerNumbers numbers, RecordIndex[] ownerIndexes, RecordIndex[] programIndexes)
{
    // An owner's single record stands here by itself, several stand in an OwnerRecords: many types have one record per owner.
    private readonly Pages<object?> _owners = new();
    private readonly SortedRuns<Record>?[] _indexed = new SortedRuns<Record>?[programIndexes.Length];

    // The owners in order, once a page over all owners was asked for. Two readers may both order them then; either order will do.
    private SortedRuns<string>? _ordered;

    /// <summary>The program.</summary>
    public string Program => program;

    /// <summary>All records, in no order.</summary>
    public IEnumerable<Record> All => _owners.All.SelectMany(static slot => slot switch
    {
        OwnerRecords many => Everything(many),
        Record single => [single],
        _ => [],
    });

    /// <summary>Finds a record.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="id">The id.</param>
    /// <returns>The record, or <see langword="null"/>.</returns>
    public Record? Find(string owner, string id) => Find(SlotOf(numbers.Of(owner)), id, out _);

    /// <summary>Reads part of an index: of one owner, or, with an index of the program's scope, of all owners.</summary>
    /// <param name="window">Which part.</param>
    /// <param name="owner">The owner; <see langword="null"/> for all.</param>
    /// <param name="hasMore">Whether the limit left some out.</param>
    /// <returns>The records.</returns>
    public Record[] Read(Window window, string? owner, out bool hasMore)
    {
        if (owner is null)
        {
            hasMore = false;
            return window.Index.IsPrimary ? ReadOwnerByOwner(window, out hasMore)
                : _indexed[Array.IndexOf(programIndexes, window.Index)] is { } records ? window.Of(records, out hasMore)
                : [];
        }

        return ReadOwner(window, owner, out hasMore);
    }

    /// <summary>Makes a change if it fits what is stored.</summary>
    /// <param name="key">The change's key.</param>
    /// <param name="change">The change.</param>
    /// <param name="old">What was stored under its key, or <see langword="null"/>.</param>
    /// <param name="current">What is stored now.</param>
    /// <returns><see langword="false"/> for a conflict: nothing changed.</returns>
    public bool TryApply(in RecordKey key, Change change, out Record? old, out Record? current)
    {
        int number = numbers.Of(key.Owner);
        old = Find(SlotOf(number), key.Id, out Place place);
        current = old;
        if (!change.Fits(old))
        {
            return false;
        }

        current = change.Apply(old);
        if (!ReferenceEquals(old, current))
        {
            Put(number, place, key.Owner, old, current);
        }

        return true;
    }

    /// <summary>Stores, replaces or removes a record; the caller knows what is stored.</summary>
    /// <param name="old">What is stored under the key, or <see langword="null"/>.</param>
    /// <param name="current">What shall be stored under the key, or <see langword="null"/>.</param>
    public void Replace(Record? old, Record? current)
    {
        Record record = (current ?? old)!;
        int number = numbers.Of(record.Owner);
        Find(SlotOf(number), record.Id, out Place place);
        Put(number, place, record.Owner, old, current);
    }

    private static Record[] Everything(SortedRuns<Record> records) =>
        records.Take(SortedRuns<Record>.Start, records.End, int.MaxValue, descending: false, out _);

    private static Record? Find(object? slot, string id, out Place place)
    {
        if (slot is OwnerRecords many)
        {
            return many.Find(new IdProbe(id), out place);
        }

        place = default;
        return slot is Record single && string.Equals(single.Id, id, StringComparison.Ordinal) ? single : null;
    }

    /// <summary>What is kept of an owner; nothing for number 0, which is nobody's.</summary>
    private object? SlotOf(int number) => _owners.Get(number);

    private void Put(int number, Place place, string owner, Record? old, Record? current)
    {
        number = number == 0 ? numbers.Add(owner) : number;
        ref object? slot = ref _owners.Make(number);
        bool isNew = slot is null;
        if (slot is Record single && old is null)
        {
            var both = new OwnerRecords(ownerIndexes);
            both.Put(default, null, single);
            both.Find(new IdProbe(current!.Id), out place);
            slot = both;
        }

        if (slot is OwnerRecords many)
        {
            many.Put(place, old, current);
            slot = many.IsEmpty ? null : many;
        }
        else
        {
            slot = current;
        }

        if (slot is null)
        {
            numbers.Release(number);
            _ordered?.Remove(_ordered.Seek(new OwnerProbe(owner)));
        }
        else if (isNew)
        {
            numbers.Hold(number);
            _ordered?.Insert(_ordered.Seek(new OwnerProbe(owner)), owner, SortKey.Of(owner));
        }

        for (int i = 0; i < programIndexes.Length; i++)
        {
            RecordRuns.Replace(ref _indexed[i], programIndexes[i], old, current);
        }
    }

    private Record[] ReadOwner(Window window, string owner, out bool hasMore)
    {
        hasMore = false;
        switch (SlotOf(numbers.Of(owner)))
        {
            case OwnerRecords many:
                return many.In(window.Index) is { } records ? window.Of(records, out hasMore) : [];
            case Record single:
                return window.Of(single);
            default:
                return [];
        }
    }

    private Record[] ReadOwnerByOwner(Window window, out bool hasMore)
    {
        SortedRuns<string> owners = _ordered ??= OrderOwners();
        string? resumed = window.Cursor?.Owner;
        Place place = resumed is null
            ? (window.IsDescending ? owners.End : SortedRuns<string>.Start)
            : owners.Seek(new OwnerProbe(resumed));
        var found = new List<Record>();
        hasMore = false;

        // A descending walk steps back before it reads; so it starts behind the owner that the cursor stands in, if it is still there.
        if (window.IsDescending && resumed is not null && place != owners.End && owners[place] == resumed)
        {
            place = owners.After(place);
        }

        while (!hasMore && place != (window.IsDescending ? SortedRuns<string>.Start : owners.End))
        {
            Place next = window.IsDescending ? owners.Before(place) : owners.After(place);
            string owner = owners[window.IsDescending ? next : place];
            Window rest = window with { Cursor = owner == resumed ? window.Cursor : null, Limit = window.Limit - found.Count + 1 };
            found.AddRange(ReadOwner(rest, owner, out _));
            hasMore = found.Count > window.Limit;
            place = next;
        }

        if (hasMore)
        {
            found.RemoveRange(window.Limit, found.Count - window.Limit);
        }

        return [.. found];
    }

    private SortedRuns<string> OrderOwners()
    {
        string[] owners = [.. All.Select(static record => record.Owner).Distinct(StringComparer.Ordinal)];
        Array.Sort(owners, CodePointComparer.Instance);
        var ordered = new SortedRuns<string>();
        foreach (string owner in owners)
        {
            ordered.Insert(ordered.End, owner, SortKey.Of(owner));
        }

        return ordered;
    }
}
