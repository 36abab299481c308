namespace PrivateDomain.Sdk.Lifecycle;

/// <summary>Follows one member through his purchase days. Between two purchases the stage can change on six days only, which are known in advance.</summary>
internal sealed class LifecycleWalk(LifecycleTerms terms, List<LifecycleTransition>? transitions)
{
    private const long Never = long.MinValue / 2;

    private readonly PurchaseRhythm _rhythm = new(terms);
    private readonly int[] _latest = new int[terms.LoyalPurchases];
    private int _purchases;
    private int _first;
    private int _last;
    private long _returned = Never;
    private long _today;
    private LifecycleStage _stage;
    private DateOnly? _since;
    private string _reason = LifecycleReasons.NoPurchase;

    /// <summary>Comes to a day of purchase; the days before it have passed without one.</summary>
    internal void Buy(int day)
    {
        if (_purchases > 0 && day == _last)
        {
            return;
        }

        int gap = 0;
        if (_purchases > 0)
        {
            PassThrough(day - 1);
            gap = day - _last;
            _returned = _stage is LifecycleStage.Silent or LifecycleStage.Lost ? day : _returned;
            _rhythm.Add(gap);
        }
        else
        {
            _first = day;
        }

        _latest[_purchases % _latest.Length] = day;
        _purchases++;
        _last = day;
        _today = day;
        Enter(StageOn(day), gap, isPurchase: true);
    }

    /// <summary>Lets days pass without a purchase.</summary>
    internal void PassThrough(int day)
    {
        while (NextChange() is { } next && next <= day)
        {
            _today = next;
            Enter(StageOn(next), (int)next - _last, isPurchase: false);
        }

        _today = day;
    }

    /// <summary>The standing on the day that the walk has come to.</summary>
    internal LifecycleStanding Standing(DateOnly asOf)
    {
        if (_purchases == 0)
        {
            return new LifecycleStanding(asOf, LifecycleStage.Prospect, null, LifecycleReasons.NoPurchase, default, null);
        }

        long? next = NextChange();
        return new LifecycleStanding(
            asOf,
            _stage,
            _since,
            _reason,
            new LifecycleFacts(_purchases, asOf.DayNumber - _last, _rhythm.Days),
            next <= DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber((int)next) : null);
    }

    /// <summary>The first later day on which the stage is another one, as long as nothing is bought.</summary>
    private long? NextChange()
    {
        if (_purchases == 0)
        {
            return null;
        }

        Span<long> days =
        [
            _first + (long)terms.NewDays,
            LoyalUntil(),
            _returned + terms.WonBackDays,
            LateOn(terms.AtRiskPercent),
            LateOn(terms.SilentPercent),
            LateOn(terms.LostPercent),
        ];
        days.Sort();
        foreach (long day in days)
        {
            if (day > _today && StageOn(day) != _stage)
            {
                return day;
            }
        }

        return null;
    }

    private LifecycleStage StageOn(long day) =>
        day >= LateOn(terms.LostPercent) ? LifecycleStage.Lost
        : day >= LateOn(terms.SilentPercent) ? LifecycleStage.Silent
        : day >= LateOn(terms.AtRiskPercent) ? LifecycleStage.AtRisk
        : day < _returned + terms.WonBackDays ? LifecycleStage.WonBack
        : day < LoyalUntil() ? LifecycleStage.Loyal
        : _purchases < terms.NewPurchases && day < _first + (long)terms.NewDays && _returned == Never ? LifecycleStage.New
        : LifecycleStage.Active;

    /// <summary>The first day on which more than this share of the rhythm has passed since the last purchase.</summary>
    private long LateOn(int percent) => _last + ((long)_rhythm.Days * percent / 100) + 1;

    /// <summary>The first day on which the purchase that made enough of them has left the window.</summary>
    private long LoyalUntil() => _purchases < terms.LoyalPurchases ? Never : (long)_latest[_purchases % _latest.Length] + terms.LoyalWindowDays;

    private void Enter(LifecycleStage to, int daysSince, bool isPurchase)
    {
        if (to == _stage)
        {
            return;
        }

        LifecycleStage from = _stage;
        DateOnly on = DateOnly.FromDayNumber((int)_today);
        _stage = to;
        _since = on;
        _reason = ReasonOf(from, to, isPurchase && _purchases >= terms.NewPurchases);
        transitions?.Add(new LifecycleTransition(on, from, to, _reason, new LifecycleFacts(_purchases, daysSince, _rhythm.Days)));
    }

    /// <summary>Why a stage follows upon another.</summary>
    internal static string ReasonOf(LifecycleStage from, LifecycleStage to, bool isRepeatPurchase) => (from, to) switch
    {
        (LifecycleStage.Prospect, _) => LifecycleReasons.FirstPurchase,
        (_, LifecycleStage.WonBack) => LifecycleReasons.WonBack,
        (_, LifecycleStage.AtRisk) => LifecycleReasons.AtRiskFor,
        (_, LifecycleStage.Silent) => LifecycleReasons.SilentFor,
        (_, LifecycleStage.Lost) => LifecycleReasons.LostFor,
        (LifecycleStage.AtRisk, _) => LifecycleReasons.BoughtAgain,
        (LifecycleStage.WonBack, _) => LifecycleReasons.WonBackEnded,
        (LifecycleStage.Loyal, _) => LifecycleReasons.LoyalEnded,
        (_, LifecycleStage.Loyal) => LifecycleReasons.LoyalPurchases,
        _ => isRepeatPurchase ? LifecycleReasons.RepeatPurchase : LifecycleReasons.NewEnded,
    };
}
