using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace PrivateDomain.Sdk.Storage.InMemory;

/// <summary>A map from text that grows by a bucket and a page at a time, however large it is.</summary>
/// <typeparam name="TValue">The values.</typeparam>
/// <remarks>
/// Linear hashing (Litwin, "Linear hashing: a new tool for file and table addressing", VLDB 1980): every new key splits one bucket, so no insert ever
/// rehashes the whole map. Entries stand in the order of their arrival on pages that stay where they are; buckets are numbers. So a new key touches
/// young objects only, and nothing is ever as large as what a collector keeps apart and collects with everything old. Hashes are randomized for each
/// process: keys chosen to collide cannot be computed. Not thread-safe.
/// </remarks>
internal sealed class LinearHashMap<TValue>
{
    private const int PageBits = 10;
    private const int PageLength = 1 << PageBits;
    private const int Fewest = 4;

    // Numbers of entries count from 1; 0 is none.
    private int[][] _buckets = [];
    private Entry[][] _entries = [];
    private int _bucketCount;
    private int _bucketsBeforeSplits = Fewest;
    private int _entryCount;
    private int _firstFree;

    /// <summary>The keys, in no order.</summary>
    public IEnumerable<string> Keys
    {
        get
        {
            for (int number = 1; number <= _entryCount; number++)
            {
                if (EntryAt(number).Key is { } key)
                {
                    yield return key;
                }
            }
        }
    }

    /// <summary>The values, in no order.</summary>
    public IEnumerable<TValue> Values
    {
        get
        {
            for (int number = 1; number <= _entryCount; number++)
            {
                if (EntryAt(number).Key is not null)
                {
                    yield return EntryAt(number).Value;
                }
            }
        }
    }

    /// <summary>Finds the place of a key's value.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The place, valid until the next key is added or removed; a null reference when the key is not there.</returns>
    public ref TValue Find(string key) => ref Find(key, HashOf(key));

    /// <summary>Finds the value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether the key is there.</returns>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out TValue value)
    {
        ref TValue place = ref Find(key);
        bool isFound = !Unsafe.IsNullRef(ref place);
        value = isFound ? place : default;
        return isFound;
    }

    /// <summary>Finds the place of a key's value, and makes one where there is none.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The place, valid until the next key is added or removed.</returns>
    public ref TValue FindOrAdd(string key)
    {
        int hash = HashOf(key);
        ref TValue place = ref Find(key, hash);
        if (!Unsafe.IsNullRef(ref place))
        {
            return ref place;
        }

        int number = _firstFree;
        if (number == 0)
        {
            number = ++_entryCount;
            MakeRoom(ref _entries, number - 1);
            AddBucket();
        }
        else
        {
            _firstFree = EntryAt(number).Next;
        }

        ref int head = ref BucketOf(hash);
        ref Entry entry = ref EntryAt(number);
        entry = new Entry { Hash = hash, Next = head, Key = key };
        head = number;
        return ref entry.Value;
    }

    /// <summary>Removes a key and its value, if it is there.</summary>
    /// <param name="key">The key.</param>
    public void Remove(string key)
    {
        if (_bucketCount == 0)
        {
            return;
        }

        int hash = HashOf(key);
        ref int link = ref BucketOf(hash);
        while (link != 0)
        {
            int number = link;
            ref Entry entry = ref EntryAt(number);
            if (entry.Hash == hash && string.Equals(entry.Key, key, StringComparison.Ordinal))
            {
                link = entry.Next;
                entry = new Entry { Next = _firstFree };
                _firstFree = number;
                return;
            }

            link = ref entry.Next;
        }
    }

    private static int HashOf(string key) => key.GetHashCode(StringComparison.Ordinal);

    private static void MakeRoom<T>(ref T[][] pages, int index)
    {
        int page = index >> PageBits;
        if (page == pages.Length)
        {
            Array.Resize(ref pages, int.Max(1, 2 * page));
        }

        // The first page grows like a list, for most maps are small; the others are whole.
        int length = pages[page]?.Length ?? 0;
        if ((index & (PageLength - 1)) >= length)
        {
            Array.Resize(ref pages[page], page > 0 ? PageLength : int.Max(Fewest, 2 * length));
        }
    }

    private ref TValue Find(string key, int hash)
    {
        int number = _bucketCount == 0 ? 0 : BucketOf(hash);
        while (number != 0)
        {
            ref Entry entry = ref EntryAt(number);
            if (entry.Hash == hash && string.Equals(entry.Key, key, StringComparison.Ordinal))
            {
                return ref entry.Value;
            }

            number = entry.Next;
        }

        return ref Unsafe.NullRef<TValue>();
    }

    private ref Entry EntryAt(int number) => ref _entries[(number - 1) >> PageBits][(number - 1) & (PageLength - 1)];

    private ref int BucketAt(int bucket) => ref _buckets[bucket >> PageBits][bucket & (PageLength - 1)];

    /// <summary>The head of a hash's bucket: those before the next one to be split count one bit more.</summary>
    private ref int BucketOf(int hash)
    {
        int bucket = hash & ((2 * _bucketsBeforeSplits) - 1);
        return ref BucketAt(bucket < _bucketCount ? bucket : bucket - _bucketsBeforeSplits);
    }

    private void AddBucket()
    {
        int added = _bucketCount++;
        MakeRoom(ref _buckets, added);
        if (added < Fewest)
        {
            // Not a split: the first buckets come together, before there is anything to divide.
            while (_bucketCount < Fewest)
            {
                MakeRoom(ref _buckets, _bucketCount++);
            }

            return;
        }

        Split(added - _bucketsBeforeSplits, added);
        if (_bucketCount == 2 * _bucketsBeforeSplits)
        {
            _bucketsBeforeSplits = _bucketCount;
        }
    }

    private void Split(int source, int added)
    {
        int number = BucketAt(source);
        ref int kept = ref BucketAt(source);
        ref int moved = ref BucketAt(added);
        while (number != 0)
        {
            ref Entry entry = ref EntryAt(number);
            int next = entry.Next;
            if ((entry.Hash & _bucketsBeforeSplits) == 0)
            {
                kept = number;
                kept = ref entry.Next;
            }
            else
            {
                moved = number;
                moved = ref entry.Next;
            }

            number = next;
        }

        kept = 0;
        moved = 0;
    }

    private struct Entry
    {
        public int Hash;
        public int Next;
        public string? Key;
        public TValue Value;
    }
}
