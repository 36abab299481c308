namespace PrivateDomain.Sdk.Storage.InMemory;

/// <summary>A sorted sequence of any length: one array while it is short, runs of arrays once it is long.</summary>
/// <typeparam name="T">The items; they say nothing of their order, the probes do.</typeparam>
/// <remarks>
/// Finding costs O(log n), appending O(1), inserting moves at most one run. A short one costs an object and an array,
/// so that ten million owners may each have one. Not thread-safe.
/// </remarks>
internal class SortedRuns<T>
    where T : class
{
    private const int RunLength = 512;

    private Entry[] _entries = [];
    private int _length;
    private List<SortedRuns<T>>? _runs;

    /// <summary>The place of the first item.</summary>
    public static Place Start => default;

    /// <summary>Whether there is no item.</summary>
    public bool IsEmpty => _runs is null && _length == 0;

    /// <summary>The place behind the last item.</summary>
    public Place End => new(RunCount - 1, Run(RunCount - 1)._length);

    private int RunCount => _runs?.Count ?? 1;

    /// <summary>The item at a place.</summary>
    /// <param name="place">A place before <see cref="End"/>.</param>
    public T this[Place place]
    {
        get => Run(place.Run)._entries[place.Offset].Item;
        set => Run(place.Run)._entries[place.Offset].Item = value;
    }

    /// <summary>The first place whose item does not stand before the probe; <see cref="End"/> when all do.</summary>
    /// <typeparam name="TProbe">The kind of probe.</typeparam>
    /// <param name="probe">The probe.</param>
    /// <returns>The place.</returns>
    public Place Seek<TProbe>(TProbe probe)
        where TProbe : struct, IProbe<T>
    {
        int run = 0;
        if (_runs is not null)
        {
            int high = _runs.Count - 1;
            while (run < high)
            {
                int middle = (run + high) / 2;
                SortedRuns<T> candidate = _runs[middle];
                if (candidate._entries[candidate._length - 1].CompareTo(probe) < 0)
                {
                    run = middle + 1;
                }
                else
                {
                    high = middle;
                }
            }
        }

        return new Place(run, Run(run).SeekInRun(probe));
    }

    /// <summary>Finds the item that a probe is equal to.</summary>
    /// <typeparam name="TProbe">The kind of probe.</typeparam>
    /// <param name="probe">The probe.</param>
    /// <param name="place">Where the item stands, or would stand.</param>
    /// <returns>The item, or <see langword="null"/>.</returns>
    public T? Find<TProbe>(TProbe probe, out Place place)
        where TProbe : struct, IProbe<T>
    {
        place = Seek(probe);
        SortedRuns<T> run = Run(place.Run);
        return place.Offset < run._length && run._entries[place.Offset].CompareTo(probe) == 0 ? run._entries[place.Offset].Item : null;
    }

    /// <summary>Inserts an item.</summary>
    /// <param name="place">Where, as found by a search.</param>
    /// <param name="item">The item.</param>
    /// <param name="key">Its key.</param>
    public void Insert(Place place, T item, SortKey key)
    {
        SortedRuns<T> run = Run(place.Run);
        if (run._length == RunLength)
        {
            (run, place) = Split(run, place);
        }

        run.InsertInRun(place.Offset, new Entry(key, item));
    }

    /// <summary>Removes the item at a place.</summary>
    /// <param name="place">A place before <see cref="End"/>.</param>
    public void Remove(Place place)
    {
        SortedRuns<T> run = Run(place.Run);
        run._length--;
        Array.Copy(run._entries, place.Offset + 1, run._entries, place.Offset, run._length - place.Offset);
        run._entries[run._length] = default;
        if (_runs is not null && run._length <= RunLength / 4)
        {
            JoinShortRuns(Math.Min(place.Run, _runs.Count - 2));
        }
    }

    /// <summary>Copies items between two places.</summary>
    /// <param name="low">The first place.</param>
    /// <param name="high">The place behind the last one.</param>
    /// <param name="limit">How many at most, from 1.</param>
    /// <param name="descending">Whether to begin at the end.</param>
    /// <param name="hasMore">Whether the limit left some out.</param>
    /// <returns>The items, in that direction.</returns>
    public T[] Take(Place low, Place high, int limit, bool descending, out bool hasMore)
    {
        int available = Count(low, high, limit);
        hasMore = available > limit;
        int count = Math.Min(available, limit);
        if (count == 0)
        {
            return [];
        }

        var taken = new T[count];
        Place place = descending ? high : low;
        for (int i = 0; i < taken.Length; i++)
        {
            if (descending)
            {
                place = Before(place);
                taken[i] = this[place];
            }
            else
            {
                taken[i] = this[place];
                place = After(place);
            }
        }

        return taken;
    }

    /// <summary>The place behind a place.</summary>
    /// <param name="place">A place before <see cref="End"/>.</param>
    /// <returns>The next one.</returns>
    public Place After(Place place) => place.Offset + 1 < Run(place.Run)._length || place.Run == RunCount - 1
        ? place with { Offset = place.Offset + 1 }
        : new Place(place.Run + 1, 0);

    /// <summary>The place before a place.</summary>
    /// <param name="place">A place behind <see cref="Start"/>.</param>
    /// <returns>The previous one.</returns>
    public Place Before(Place place) => place.Offset > 0
        ? place with { Offset = place.Offset - 1 }
        : new Place(place.Run - 1, Run(place.Run - 1)._length - 1);

    private SortedRuns<T> Run(int run) => _runs is null ? this : _runs[run];

    private int SeekInRun<TProbe>(TProbe probe)
        where TProbe : struct, IProbe<T>
    {
        int low = 0;
        int high = _length;
        if (high > 0 && _entries[high - 1].CompareTo(probe) < 0)
        {
            return high;
        }

        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_entries[middle].CompareTo(probe) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private void InsertInRun(int offset, Entry entry)
    {
        if (_length == _entries.Length)
        {
            Array.Resize(ref _entries, Math.Min(RunLength, Math.Max(2, _length * 2)));
        }

        Array.Copy(_entries, offset, _entries, offset + 1, _length - offset);
        _entries[offset] = entry;
        _length++;
    }

    private (SortedRuns<T> Run, Place Place) Split(SortedRuns<T> full, Place place)
    {
        if (_runs is null)
        {
            full = new SortedRuns<T> { _entries = _entries, _length = _length };
            _runs = [full];
            _entries = [];
            _length = 0;
        }

        // Appending leaves full runs behind; inserting anywhere else leaves two halves.
        int kept = place.Offset == RunLength ? RunLength : RunLength / 2;
        var tail = new SortedRuns<T> { _entries = new Entry[RunLength], _length = RunLength - kept };
        Array.Copy(full._entries, kept, tail._entries, 0, tail._length);
        Array.Clear(full._entries, kept, tail._length);
        full._length = kept;
        _runs.Insert(place.Run + 1, tail);
        return place.Offset > kept || kept == RunLength
            ? (tail, new Place(place.Run + 1, place.Offset - kept))
            : (full, place);
    }

    private void JoinShortRuns(int run)
    {
        if (_runs!.Count == 1)
        {
            _runs = _runs[0]._length == 0 ? null : _runs;
            return;
        }

        SortedRuns<T> first = _runs[run];
        SortedRuns<T> second = _runs[run + 1];
        if (first._length + second._length <= RunLength / 2 || first._length == 0 || second._length == 0)
        {
            Array.Resize(ref first._entries, RunLength);
            Array.Copy(second._entries, 0, first._entries, first._length, second._length);
            first._length += second._length;
            _runs.RemoveAt(run + 1);
        }
    }

    private int Count(Place low, Place high, int limit)
    {
        if (low.Run == high.Run)
        {
            return Math.Max(0, high.Offset - low.Offset);
        }

        int count = 0;
        for (int run = low.Run; run <= high.Run && count <= limit; run++)
        {
            count += Run(run)._length;
            count -= run == low.Run ? low.Offset : 0;
            count -= run == high.Run ? Run(run)._length - high.Offset : 0;
        }

        return Math.Max(0, count);
    }

    /// <summary>An item with its key beside it: most searches end without looking at the items, which lie anywhere in memory.</summary>
    private struct Entry(SortKey key, T item)
    {
        public readonly SortKey Key = key;
        public T Item = item;

        public readonly int CompareTo<TProbe>(in TProbe probe)
            where TProbe : struct, IProbe<T> => probe.Compare(Key, Item);
    }
}
