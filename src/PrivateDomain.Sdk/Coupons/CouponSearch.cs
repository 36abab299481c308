namespace PrivateDomain.Sdk.Coupons;

/// <summary>Finds the set of coupons that takes most; see <see cref="BestCoupons"/> for which of equal sets.</summary>
/// <remarks>
/// <para>
/// No coupon takes more in company than alone. So the set that is best by what coupons take alone is the best indeed where each of its coupons gets as much: then
/// nothing needs to be searched. That set is found by taking the greatest first, since what may stand together is a matroid (one of some templates, any of others, so
/// many in all) unless versions of one template differ in whether they may stand beside each other.
/// </para>
/// <para>
/// Else sets are visited in the order in which coupons apply, so that what is left of each line is there when the next coupon joins, and what the rest takes alone
/// bounds what is to be gained.
/// </para>
/// </remarks>
internal ref struct CouponSearch
{
    private readonly CouponTable _table;
    private readonly CouponChoices _choices;
    private readonly int _max;
    private readonly int _lines;
    private readonly Span<int> _chosen;
    private readonly Span<int> _best;
    private readonly Span<int> _sorted;
    private readonly Span<long> _left;
    private readonly Span<long> _remainders;
    private readonly Span<long> _bounds;
    private readonly Span<long> _greatest;
    private long _looks;

    /// <summary>Searches.</summary>
    /// <param name="table">The coupons and lines.</param>
    /// <param name="maxCoupons">How many coupons an order may use, from 0.</param>
    /// <param name="integers">Room for <see cref="IntegersFor"/> numbers.</param>
    /// <param name="amounts">Room for <see cref="AmountsFor"/> numbers.</param>
    internal CouponSearch(CouponTable table, int maxCoupons, scoped ref Room<int> integers, scoped ref Room<long> amounts)
    {
        _table = table;
        _choices = new CouponChoices(table, ref integers, ref amounts);
        _max = Math.Min(maxCoupons, Math.Max(_choices.Count, 1));
        _lines = table.Prices.Length;
        _chosen = integers.Take(_max);
        _best = integers.Take(_max);
        _sorted = integers.Take(_choices.Count);
        _left = amounts.Take((_max + 1) * _lines);
        _remainders = amounts.Take(2 * _lines);
        _bounds = amounts.Take((_choices.Count + 1) * (_max + 1));
        _greatest = amounts.Take(2 * _choices.Count);
        if (_max == 0)
        {
            return;
        }

        if (_choices.HasLone)
        {
            _chosen[0] = _choices.Count;
            Offer(1, _choices.Alone(_choices.Count));
        }

        if (_choices.Count > 0 && !TakeGreatest())
        {
            WriteBounds();
            _choices.Clear();
            table.Prices.CopyTo(Left(0));
            Visit(0, 0, 0);
        }
    }

    /// <summary>What the best set takes.</summary>
    internal long Discount { get; private set; }

    /// <summary>How many coupons it has.</summary>
    internal int Size { get; private set; }

    /// <summary>Whether the search came to its end.</summary>
    internal readonly bool IsComplete => _looks <= BestCoupons.MaxLooks;

    internal static int IntegersFor(int coupons, int maxCoupons) => checked(CouponChoices.IntegersFor(coupons) + coupons + (2 * Most(coupons, maxCoupons)));

    internal static int AmountsFor(int coupons, int maxCoupons, int lines) => checked(CouponChoices.AmountsFor(coupons) + (2 * coupons)
        + ((Most(coupons, maxCoupons) + 3) * lines) + ((coupons + 1) * (Most(coupons, maxCoupons) + 1)));

    /// <summary>The place of one of the best set's coupons.</summary>
    internal readonly int BestPlace(int index) => _choices.Place(_best[index]);

    private static int Most(int coupons, int maxCoupons) => Math.Min(maxCoupons, Math.Max(coupons, 1));

    /// <summary>Tries the set that is best by what coupons take alone, and says whether no other can be better.</summary>
    private bool TakeGreatest()
    {
        for (int number = 0; number < _choices.Count; number++)
        {
            int to = number;
            for (; to > 0 && _choices.IsBefore(number, _sorted[to - 1]); to--)
            {
                _sorted[to] = _sorted[to - 1];
            }

            _sorted[to] = number;
        }

        int size = 0;
        foreach (int number in _sorted)
        {
            if (size < _max && _choices.MayJoin(number))
            {
                _choices.Join(number);
                _chosen[size++] = number;
            }
        }

        Span<int> chosen = _chosen[..size];
        chosen.Sort();
        Span<long> left = _left[.._lines];
        _table.Prices.CopyTo(left);
        bool isExact = _choices.IsMatroid;
        long discount = 0;
        size = 0;
        foreach (int number in chosen)
        {
            ReadOnlySpan<int> scope = _table.Scope(_choices.Place(number));
            long total = DiscountSplit.Sum(left, scope);
            long amount = Math.Min(_choices.Alone(number), total);
            isExact &= amount == _choices.Alone(number);
            if (amount > 0)
            {
                discount += amount;
                _chosen[size++] = number;
                if (number != chosen[^1])
                {
                    DiscountSplit.Take(left, scope, amount, total, _remainders);
                }
            }
        }

        Offer(size, discount);
        return isExact;
    }

    /// <summary>For each coupon, how much it and those after it take alone, so many of them: the greatest that may stand together, and sometimes more.</summary>
    private void WriteBounds()
    {
        Span<long> greatest = _greatest[.._choices.Count];
        Span<long> ofTemplate = _greatest[_choices.Count..];
        ofTemplate[.._choices.Templates].Clear();
        int count = 0;
        Bounds(_choices.Count).Clear();
        for (int number = _choices.Count - 1; number >= 0; number--)
        {
            long amount = _choices.Alone(number);
            ref long one = ref ofTemplate[_choices.Template(number)];
            if (_choices.IsAlways(number))
            {
                Insert(greatest[..++count], amount);
            }
            else if (one == 0)
            {
                Insert(greatest[..++count], amount);
                one = amount;
            }
            else if (amount > one)
            {
                Span<long> present = greatest[..count];
                int from = present.IndexOf(one);
                present[(from + 1)..].CopyTo(present[from..]);
                Insert(present, amount);
                one = amount;
            }

            Span<long> bounds = Bounds(number);
            bounds[0] = 0;
            for (int i = 1; i < bounds.Length; i++)
            {
                bounds[i] = i <= count ? Add(bounds[i - 1], greatest[i - 1]) : bounds[i - 1];
            }
        }
    }

    /// <summary>Puts an amount where it belongs among descending ones, the last of which is to be overwritten.</summary>
    private static void Insert(Span<long> amounts, long amount)
    {
        int to = amounts.Length - 1;
        for (; to > 0 && amounts[to - 1] < amount; to--)
        {
            amounts[to] = amounts[to - 1];
        }

        amounts[to] = amount;
    }

    /// <summary>Visits the sets that add coupons from a number on to those that are chosen.</summary>
    private void Visit(int from, int size, long discount)
    {
        ReadOnlySpan<long> left = Left(size);
        for (int number = from; number < _choices.Count && MayGain(number, size, discount); number++)
        {
            if (!_choices.MayJoin(number) || (_choices.IsAlikeToPrevious(number) && (size == 0 || _chosen[size - 1] != number - 1)))
            {
                continue;
            }

            ReadOnlySpan<int> scope = _table.Scope(_choices.Place(number));
            _looks += scope.Length + 1;
            if (!IsComplete)
            {
                return;
            }

            long total = DiscountSplit.Sum(left, scope);
            long amount = Math.Min(_choices.Alone(number), total);
            if (amount == 0)
            {
                continue;
            }

            _chosen[size] = number;
            Offer(size + 1, discount + amount);
            if (size + 1 < _max && number + 1 < _choices.Count && MayGain(number + 1, size + 1, discount + amount))
            {
                Span<long> next = Left(size + 1);
                left.CopyTo(next);
                DiscountSplit.Take(next, scope, amount, total, _remainders);
                _choices.Join(number);
                Visit(number + 1, size + 1, discount + amount);
                _choices.Leave(number);
            }
        }
    }

    /// <summary>Whether coupons from a number on can make of a set a better one than the best.</summary>
    private readonly bool MayGain(int number, int size, long discount)
    {
        ReadOnlySpan<long> bounds = Bounds(number);
        int more = _max - size;
        long most = Add(discount, bounds[more]);
        if (most != Discount)
        {
            return most > Discount;
        }

        // As much as the best takes, but with no more coupons.
        int room = Math.Min(Size - size, more);
        return room > 0 && Add(discount, bounds[room]) == Discount;
    }

    /// <summary>Keeps the chosen set where it is better than the best.</summary>
    private void Offer(int size, long discount)
    {
        if (discount > Discount
            || (discount == Discount && (size < Size || (size == Size && _choices.IsBefore(_chosen[..size], _best[..size])))))
        {
            _chosen[..size].CopyTo(_best);
            (Size, Discount) = (size, discount);
        }
    }

    private readonly Span<long> Left(int size) => _left.Slice(size * _lines, _lines);

    private readonly Span<long> Bounds(int number) => _bounds.Slice(number * (_max + 1), _max + 1);

    /// <summary>The sum, up to the sum of all prices, which no set exceeds: it never overflows.</summary>
    private readonly long Add(long left, long right) => left > _table.Total - right ? _table.Total : left + right;
}
