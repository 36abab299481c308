using System.Runtime.InteropServices;

namespace PrivateDomain.Sdk.Storage.InMemory;

/// <summary>
/// A small number, from 1, for each owner who has records in a program: whoever knows it finds his records of any type without hashing his id again.
/// </summary>
/// <remarks>
/// Linear hashing (Litwin, "Linear hashing: a new tool for file and table addressing", VLDB 1980): every new owner splits one bucket, so nobody ever
/// waits while all are hashed anew. Entries stand in the order of their arrival on pages that stay where they are; buckets are numbers. So a new owner
/// touches young objects only, and nothing is ever as large as what a collector keeps apart and collects together with everything old. Hashes are
/// randomized for each process: ids that collide cannot be chosen. Numbers of owners without records are given away again. Several may ask for numbers at
/// once; otherwise not thread-safe.
/// </remarks>
internal sealed class OwnerNumbers
{
    private const int FewestBuckets = 4;
    private const int GuessBits = 12;
    private const int GuessedBy = sizeof(ulong) / sizeof(char);

    // The odd number next to 2^64 over the golden ratio (Knuth, The Art of Computer Programming, volume 3, section 6.4): neighbors end up far apart.
    private const ulong Spread = 0x9E3779B97F4A7C15;

    private readonly Pages<int> _buckets = new();
    private readonly Pages<Entry> _entries = new();

    // Numbers that were found lately, where the end of the owner's id says: guesses that must be checked, so whoever asks may leave his.
    private readonly int[] _guesses = new int[1 << GuessBits];
    private int _bucketCount;
    private int _bucketsBeforeSplits = FewestBuckets;
    private int _entryCount;
    private int _firstFree;

    /// <summary>The number of an owner.</summary>
    /// <param name="owner">The owner.</param>
    /// <returns>The number; 0 when he has no records.</returns>
    public int Of(string owner)
    {
        int place = GuessOf(owner);
        int guess = _guesses[place];
        if (guess != 0 && string.Equals(_entries[guess].Owner, owner, StringComparison.Ordinal))
        {
            return guess;
        }

        int number = Find(owner, HashOf(owner));
        if (number != 0)
        {
            _guesses[place] = number;
        }

        return number;
    }

    /// <summary>Gives a number to an owner who has none; then <see cref="Hold"/> it.</summary>
    /// <param name="owner">The owner.</param>
    /// <returns>The number.</returns>
    public int Add(string owner)
    {
        int hash = HashOf(owner);
        int number = _firstFree;
        if (number == 0)
        {
            number = ++_entryCount;
            AddBucket();
        }
        else
        {
            _firstFree = _entries[number].Next;
        }

        ref int head = ref BucketOf(hash);
        _entries.Make(number) = new Entry { Hash = hash, Next = head, Owner = owner };
        head = number;
        _guesses[GuessOf(owner)] = number;
        return number;
    }

    /// <summary>Notes that the owner has records of one more type.</summary>
    /// <param name="number">His number.</param>
    public void Hold(int number) => _entries[number].Holds++;

    /// <summary>Notes that the owner has no more records of a type; after the last one his number is free.</summary>
    /// <param name="number">His number.</param>
    public void Release(int number)
    {
        if (--_entries[number].Holds > 0)
        {
            return;
        }

        ref int link = ref BucketOf(_entries[number].Hash);
        while (link != number)
        {
            link = ref _entries[link].Next;
        }

        link = _entries[number].Next;
        _entries[number] = new Entry { Next = _firstFree };
        _firstFree = number;
    }

    /// <summary>Where an owner's guess stands. Ids differ most in their ends, and for a guess that is enough.</summary>
    private static int GuessOf(string owner)
    {
        ulong end = 0;
        MemoryMarshal.AsBytes(owner.AsSpan(int.Max(0, owner.Length - GuessedBy))).CopyTo(MemoryMarshal.AsBytes(new Span<ulong>(ref end)));
        return (int)(((end + (uint)owner.Length) * Spread) >> (64 - GuessBits));
    }

    private static int HashOf(string owner) => owner.GetHashCode(StringComparison.Ordinal);

    private int Find(string owner, int hash)
    {
        int number = _bucketCount == 0 ? 0 : BucketOf(hash);
        while (number != 0)
        {
            ref Entry entry = ref _entries[number];
            if (entry.Hash == hash && string.Equals(entry.Owner, owner, StringComparison.Ordinal))
            {
                return number;
            }

            number = entry.Next;
        }

        return 0;
    }

    /// <summary>The head of a hash's bucket: those before the next one to be split count one bit more.</summary>
    private ref int BucketOf(int hash)
    {
        int bucket = hash & ((2 * _bucketsBeforeSplits) - 1);
        return ref _buckets[bucket < _bucketCount ? bucket : bucket - _bucketsBeforeSplits];
    }

    private void AddBucket()
    {
        if (_bucketCount == 0)
        {
            // The first buckets come together: there is nothing to divide yet.
            for (; _bucketCount < FewestBuckets; _bucketCount++)
            {
                _buckets.Make(_bucketCount) = 0;
            }

            return;
        }

        int added = _bucketCount++;
        Split(ref _buckets[added - _bucketsBeforeSplits], ref _buckets.Make(added));
        if (_bucketCount == 2 * _bucketsBeforeSplits)
        {
            _bucketsBeforeSplits = _bucketCount;
        }
    }

    private void Split(ref int kept, ref int moved)
    {
        int number = kept;
        while (number != 0)
        {
            ref Entry entry = ref _entries[number];
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
        public int Holds;
        public string? Owner;
    }
}
