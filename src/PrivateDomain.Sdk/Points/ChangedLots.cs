using System.Runtime.CompilerServices;

namespace PrivateDomain.Sdk.Points;

/// <summary>The lots of one ledger that an operation has changed, as they are now, in the order in which each was changed first.</summary>
/// <remarks>Nearly always they are few: those stand here and are looked at one by one. More take a list, and many a table besides.</remarks>
internal struct ChangedLots
{
    private const int MostHere = 4;
    private const int MostLookedAt = 16;

    private Few _few;
    private List<PointLot>? _more;
    private Dictionary<long, int>? _places;

    internal int Count { get; private set; }

    /// <summary>When the first of those with points left expires; <see cref="PointLot.Never"/> when there is none.</summary>
    internal readonly DateTimeOffset EarliestExpiry
    {
        get
        {
            DateTimeOffset earliest = PointLot.Never;
            for (int i = 0; i < Count; i++)
            {
                PointLot lot = this[i];
                earliest = lot.Remaining > 0 && lot.ExpiresAt < earliest ? lot.ExpiresAt : earliest;
            }

            return earliest;
        }
    }

    internal readonly PointLot this[int place] => place < MostHere ? _few[place] : _more![place - MostHere];

    /// <summary>The lot as it is now: as it was read, unless it was changed since.</summary>
    internal readonly PointLot Latest(PointLot lot) => PlaceOf(lot) is var place and >= 0 ? this[place] : lot;

    internal void Set(PointLot lot)
    {
        int place = PlaceOf(lot);
        if (place < 0)
        {
            Add(lot);
        }
        else if (place < MostHere)
        {
            _few[place] = lot;
        }
        else
        {
            _more![place - MostHere] = lot;
        }
    }

    private void Add(PointLot lot)
    {
        if (Count < MostHere)
        {
            _few[Count] = lot;
        }
        else
        {
            (_more ??= []).Add(lot);
        }

        Count++;
        if (_places is not null)
        {
            _places.Add(lot.Sequence, Count - 1);
        }
        else if (Count > MostLookedAt)
        {
            _places = new Dictionary<long, int>(2 * Count);
            for (int i = 0; i < Count; i++)
            {
                _places.Add(this[i].Sequence, i);
            }
        }
    }

    private readonly int PlaceOf(PointLot lot)
    {
        if (_places is not null)
        {
            return _places.TryGetValue(lot.Sequence, out int known) ? known : -1;
        }

        for (int i = 0; i < Count; i++)
        {
            // Of one ledger's lots no two have the same id: it is their number as text.
            if (string.Equals(this[i].Id, lot.Id, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    [InlineArray(MostHere)]
    private struct Few
    {
        private PointLot _first;
    }
}
