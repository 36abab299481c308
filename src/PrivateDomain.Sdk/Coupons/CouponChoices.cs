namespace PrivateDomain.Sdk.Coupons;

/// <summary>The coupons that take something, by number, and which of them stand together.</summary>
/// <remarks>
/// Numbers below <see cref="Count"/> are the coupons that may stand beside others, in the order in which they apply; of alike ones, those that expire first come first,
/// then by id, since what so many of them take does not depend on which they are. The number <see cref="Count"/> is the best of those that stand alone.
/// </remarks>
internal ref struct CouponChoices
{
    private const int Closed = -1;

    private readonly CouponTable _table;
    private readonly Span<int> _places;
    private readonly Span<int> _templates;
    private readonly Span<int> _alike;
    private readonly Span<int> _joined;
    private readonly Span<int> _ids;
    private readonly Span<long> _amounts;
    private readonly Span<long> _expiries;
    private readonly Span<long> _times;

    internal CouponChoices(CouponTable table, scoped ref Room<int> integers, scoped ref Room<long> amounts)
    {
        int room = table.Count + 1;
        _table = table;
        _places = integers.Take(room);
        _templates = integers.Take(room);
        _alike = integers.Take(room);
        _joined = integers.Take(room);
        _ids = integers.Take(2 * room);
        _amounts = amounts.Take(room);
        _expiries = amounts.Take(room);
        _times = amounts.Take(2 * room);
        IsMatroid = true;
        Collect();
    }

    /// <summary>How many may stand beside others.</summary>
    internal int Count { get; private set; }

    /// <summary>How many templates they have.</summary>
    internal int Templates { get; private set; }

    /// <summary>Whether one of those that stand alone takes something.</summary>
    internal bool HasLone { get; private set; }

    /// <summary>Whether of each template either one coupon or any number may be chosen, whichever they are.</summary>
    internal bool IsMatroid { get; private set; }

    internal static int IntegersFor(int coupons) => 6 * (coupons + 1);

    internal static int AmountsFor(int coupons) => 4 * (coupons + 1);

    internal readonly int Place(int number) => _places[number];

    /// <summary>What a coupon takes where it is the only one.</summary>
    internal readonly long Alone(int number) => _amounts[number];

    internal readonly int Template(int number) => _templates[number] >> 1;

    /// <summary>Whether any number of its template may be chosen.</summary>
    internal readonly bool IsAlways(int number) => (_templates[number] & 1) != 0;

    /// <summary>Whether a coupon is like the one before it.</summary>
    internal readonly bool IsAlikeToPrevious(int number) => _alike[number] != 0;

    /// <summary>Forgets what is chosen.</summary>
    internal readonly void Clear() => _joined[..Templates].Clear();

    /// <summary>Whether a coupon may stand beside all that are chosen.</summary>
    internal readonly bool MayJoin(int number)
    {
        int joined = _joined[Template(number)];
        return IsAlways(number) ? joined != Closed : joined == 0;
    }

    internal readonly void Join(int number)
    {
        ref int joined = ref _joined[Template(number)];
        joined = IsAlways(number) ? joined + 1 : Closed;
    }

    internal readonly void Leave(int number)
    {
        ref int joined = ref _joined[Template(number)];
        joined = IsAlways(number) ? joined - 1 : 0;
    }

    /// <summary>Whether one coupon is to be preferred to another: it takes more alone, or expires first, or has the first id.</summary>
    internal readonly bool IsBefore(int left, int right) => _amounts[left] != _amounts[right]
        ? _amounts[left] > _amounts[right]
        : _expiries[left] != _expiries[right] ? _expiries[left] < _expiries[right] : CompareIds(left, right) < 0;

    /// <summary>Whether, of two sets of equal size that take as much, the one is to be preferred: its coupons expire first, or have the first ids.</summary>
    internal readonly bool IsBefore(ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        Span<long> leftTimes = Times(left, _times[..left.Length]);
        int order = leftTimes.SequenceCompareTo(Times(right, _times.Slice(left.Length, right.Length)));
        if (order != 0)
        {
            return order < 0;
        }

        Span<int> leftIds = Ids(left, _ids[..left.Length]);
        Span<int> rightIds = Ids(right, _ids.Slice(left.Length, right.Length));
        for (int i = 0; i < leftIds.Length; i++)
        {
            order = CompareIds(leftIds[i], rightIds[i]);
            if (order != 0)
            {
                return order < 0;
            }
        }

        return false;
    }

    private readonly Span<long> Times(ReadOnlySpan<int> set, Span<long> times)
    {
        for (int i = 0; i < set.Length; i++)
        {
            times[i] = _expiries[set[i]];
        }

        times.Sort();
        return times;
    }

    private readonly Span<int> Ids(ReadOnlySpan<int> set, Span<int> sorted)
    {
        for (int i = 0; i < set.Length; i++)
        {
            int to = i;
            for (; to > 0 && CompareIds(set[i], sorted[to - 1]) < 0; to--)
            {
                sorted[to] = sorted[to - 1];
            }

            sorted[to] = set[i];
        }

        return sorted;
    }

    private readonly int CompareIds(int left, int right) => CouponOrder.CompareIds(_table.Coupon(_places[left]), _table.Coupon(_places[right]));

    private void Collect()
    {
        int lone = -1;
        for (int place = 0; place < _table.Count; place++)
        {
            if (_table.Fit(place) != CouponFit.Fits)
            {
                continue;
            }

            if (_table.Coupon(place).Terms.Stacking == CouponStacking.Never)
            {
                lone = lone < 0 || IsLonePreferred(place, lone) ? place : lone;
            }
            else
            {
                Add(place);
            }
        }

        if (lone >= 0)
        {
            HasLone = true;
            Write(Count, lone);
        }

        Clear();
    }

    /// <summary>Adds a coupon, before those alike that expire later.</summary>
    private void Add(int place)
    {
        CouponCandidate coupon = _table.Coupon(place);
        int number = Count++;
        bool isAlike = number > 0 && CouponOrder.IsAlike(_table.Coupon(_places[number - 1]), coupon);
        int template = number == 0 ? FindTemplate(coupon, place) : isAlike ? Template(number - 1) : FindTemplate(coupon, place);
        bool isAlways = coupon.Terms.Stacking == CouponStacking.Always;
        _joined[template] |= isAlways ? 1 : 2;
        IsMatroid &= _joined[template] != 3;
        _templates[number] = (template << 1) | (isAlways ? 1 : 0);
        _alike[number] = isAlike ? 1 : 0;
        long expiry = ExpiryOf(place);
        int to = number;
        for (; _alike[to] != 0 && _expiries[to - 1] > expiry; to--)
        {
            Write(to, _places[to - 1]);
        }

        Write(to, place);
    }

    /// <summary>The number of a coupon's template. A template has a place of its own among shares and among amounts, so versions of one may lie apart.</summary>
    private int FindTemplate(CouponCandidate coupon, int place)
    {
        for (int template = Templates - 1; template >= 0; template--)
        {
            if (_table.Coupon(_ids[template]).Template == coupon.Template)
            {
                return template;
            }
        }

        _ids[Templates] = place;
        _joined[Templates] = 0;
        return Templates++;
    }

    private readonly void Write(int number, int place)
    {
        _places[number] = place;
        _amounts[number] = _table.Alone[place];
        _expiries[number] = ExpiryOf(place);
    }

    private readonly bool IsLonePreferred(int place, int to)
    {
        (long amount, long other) = (_table.Alone[place], _table.Alone[to]);
        (long expiry, long otherExpiry) = (ExpiryOf(place), ExpiryOf(to));
        return amount != other ? amount > other
            : expiry != otherExpiry ? expiry < otherExpiry
            : CouponOrder.CompareIds(_table.Coupon(place), _table.Coupon(to)) < 0;
    }

    private readonly long ExpiryOf(int place) => _table.Coupon(place).ExpiresAt?.UtcTicks ?? long.MaxValue;
}
