namespace PrivateDomain.Sdk.Points;

/// <summary>The lots of one ledger that an operation has changed, as they are now. Nearly always it is one: only more of them take a table.</summary>
internal struct ChangedLots
{
    private PointLot? _first;
    private long _firstSequence;
    private Dictionary<long, PointLot>? _rest;

    internal readonly int Count => _first is null ? 0 : 1 + (_rest?.Count ?? 0);

    /// <summary>When the first of those with points left expires; <see cref="PointLot.Never"/> when there is none.</summary>
    internal readonly DateTimeOffset EarliestExpiry
    {
        get
        {
            DateTimeOffset earliest = PointLot.Never;
            foreach (PointLot lot in this)
            {
                earliest = lot.Remaining > 0 && lot.ExpiresAt < earliest ? lot.ExpiresAt : earliest;
            }

            return earliest;
        }
    }

    /// <summary>The lot as it is now: as it was read, unless it was changed since.</summary>
    internal readonly PointLot Latest(PointLot lot)
    {
        if (_first is null)
        {
            return lot;
        }

        long sequence = lot.Sequence;
        return sequence == _firstSequence ? _first : _rest?.GetValueOrDefault(sequence, lot) ?? lot;
    }

    internal void Set(PointLot lot)
    {
        long sequence = lot.Sequence;
        if (_first is null || sequence == _firstSequence)
        {
            (_first, _firstSequence) = (lot, sequence);
        }
        else
        {
            (_rest ??= [])[sequence] = lot;
        }
    }

    /// <summary>All of them, in the order in which each was changed first.</summary>
    public readonly Enumerator GetEnumerator() => new(_first, _rest);

    /// <summary>The first, then those of the table.</summary>
    internal struct Enumerator(PointLot? first, Dictionary<long, PointLot>? rest)
    {
        private Dictionary<long, PointLot>.ValueCollection.Enumerator _rest = rest is null ? default : rest.Values.GetEnumerator();
        private PointLot? _next = first;

        public PointLot Current { get; private set; } = null!;

        public bool MoveNext()
        {
            if (_next is not null)
            {
                (Current, _next) = (_next, null);
                return true;
            }

            if (rest is null || !_rest.MoveNext())
            {
                return false;
            }

            Current = _rest.Current;
            return true;
        }
    }
}
