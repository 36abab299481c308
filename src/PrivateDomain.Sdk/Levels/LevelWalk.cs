namespace PrivateDomain.Sdk.Levels;

/// <summary>
/// Follows one member through what his purchases bring. Between two purchases level and growth can change only on days on which a purchase leaves the window or
/// the keeping of an earned level ends, which are known in advance.
/// </summary>
internal sealed class LevelWalk
{
    private readonly LevelTerms _terms;

    // What was gained by day, oldest first; the first of it that still counts.
    private readonly List<(int Day, long Growth)> _gained = [];
    private int _counting;

    // Earned ranks in the order of days, without those that a later one is as high as: each ends after the one before it, and is lower.
    private readonly List<(int Day, int Rank)> _earned = [];
    private int _kept;

    private List<LevelTransition>? _transitions;
    private Int128 _growth;
    private int _rank;
    private int _today;
    private DateOnly? _since;

    private LevelWalk(LevelTerms terms, List<LevelTransition>? transitions) => (_terms, _transitions) = (terms, transitions);

    /// <summary>The last day so far on which something was bought or level or growth changed; <see langword="null"/> where none was.</summary>
    internal DateOnly? ChangedOn { get; private set; }

    private long Growth => _growth > long.MaxValue ? long.MaxValue : (long)_growth;

    /// <summary>Walks through a day.</summary>
    internal static LevelWalk Through(ReadOnlySpan<GrowthGain> gains, DateOnly through, LevelTerms terms, List<LevelTransition>? transitions)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var walk = new LevelWalk(terms, transitions);
        for (int i = 0; i < gains.Length;)
        {
            DateOnly day = gains[i].On;
            Int128 growth = 0;
            for (; i < gains.Length && gains[i].On <= day; i++)
            {
                Check(gains, i);
                growth += gains[i].Growth;
            }

            if (day <= through && growth > 0)
            {
                walk.Gain(day.DayNumber, growth > long.MaxValue ? long.MaxValue : (long)growth);
            }
        }

        walk.PassThrough(through.DayNumber);
        return walk;
    }

    /// <summary>The standing on the day that the walk has come to. The walk ends with it: it goes on to where level and growth stay.</summary>
    internal LevelStanding Standing()
    {
        _transitions = null;
        (int rank, long growth, DateOnly? since, int today) = (_rank, Growth, _since, _today);
        DateOnly? next = null;
        DateOnly? keptThrough = null;
        while ((next is null || (rank > 0 && keptThrough is null)) && NextChange() is { } day && day <= DateOnly.MaxValue.DayNumber)
        {
            Change((int)day);
            next ??= Growth != growth || _rank != rank ? DateOnly.FromDayNumber(_today) : null;
            keptThrough ??= _rank < rank ? DateOnly.FromDayNumber(_today - 1) : null;
        }

        return new LevelStanding(
            DateOnly.FromDayNumber(today), _terms.LevelOf(rank), growth, since, keptThrough, next, LevelRules.GapOf(rank, growth, _terms));
    }

    private static void Check(ReadOnlySpan<GrowthGain> gains, int i)
    {
        if (i > 0 && gains[i].On < gains[i - 1].On)
        {
            throw new ArgumentException($"Gain {i} ({gains[i].On:yyyy-MM-dd}) is before gain {i - 1} ({gains[i - 1].On:yyyy-MM-dd}); sort them.", nameof(gains));
        }

        if (gains[i].Growth < 0)
        {
            throw new ArgumentException($"Gain {i} is {gains[i].Growth}; a refund lowers the gain of its own purchase, to zero at least.", nameof(gains));
        }
    }

    private void Gain(int day, long growth)
    {
        PassThrough(day - 1);
        _today = day;
        End(day);
        _gained.Add((day, growth));
        _growth += growth;
        if (_terms.KeepFor > 0)
        {
            Keep(day, _terms.RankOf(_growth));
        }

        ChangedOn = DateOnly.FromDayNumber(day);
        Enter();
    }

    private void Keep(int day, int rank)
    {
        while (_earned.Count > _kept && _earned[^1].Rank <= rank)
        {
            _earned.RemoveAt(_earned.Count - 1);
        }

        _earned.Add((day, rank));
    }

    private void PassThrough(int day)
    {
        while (NextChange() is { } next && next <= day)
        {
            Change((int)next);
        }

        _today = day;
    }

    /// <summary>The first later day on which a purchase leaves the window or the keeping of a level ends.</summary>
    private long? NextChange()
    {
        long? leaves = _counting < _gained.Count ? _gained[_counting].Day + (long?)_terms.Window : null;
        long? ends = _kept < _earned.Count ? _earned[_kept].Day + (long)_terms.KeepFor : null;
        return leaves is null || ends < leaves ? ends : leaves;
    }

    private void Change(int day)
    {
        _today = day;
        (Int128 growth, int rank) = (_growth, _rank);
        End(day);
        Enter();
        if (_growth != growth || _rank != rank)
        {
            ChangedOn = DateOnly.FromDayNumber(day);
        }
    }

    private void End(int day)
    {
        while (_counting < _gained.Count && _gained[_counting].Day + (long?)_terms.Window <= day)
        {
            _growth -= _gained[_counting].Growth;
            _counting++;
        }

        while (_kept < _earned.Count && _earned[_kept].Day + (long)_terms.KeepFor <= day)
        {
            _kept++;
        }
    }

    private void Enter()
    {
        int to = Math.Max(_terms.RankOf(_growth), _kept < _earned.Count ? _earned[_kept].Rank : 0);
        if (to == _rank)
        {
            return;
        }

        DateOnly on = DateOnly.FromDayNumber(_today);
        _transitions?.Add(new LevelTransition(
            on, _terms.LevelOf(_rank), _terms.LevelOf(to), to > _rank ? LevelReasons.Reached : LevelReasons.Lost, Growth));
        _rank = to;
        _since = on;
    }
}
