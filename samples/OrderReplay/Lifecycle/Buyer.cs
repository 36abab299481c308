using PrivateDomain.Sdk;
using PrivateDomain.Sdk.Forecasts;
using PrivateDomain.Sdk.Lifecycle;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Rfm;

namespace OrderReplay.Lifecycle;

/// <summary>What a member bought up to a day: the one thing that scores, stages and forecasts are made from.</summary>
internal sealed class Buyer(MemberId memberId)
{
    private readonly List<DateOnly> _days = [];
    private readonly List<PurchaseDay> _purchases = [];

    public MemberId MemberId { get; } = memberId;

    /// <summary>Orders that count, each by itself.</summary>
    public long Orders { get; private set; }

    /// <summary>What they came to without what was refunded, in minor units.</summary>
    public long Spend { get; private set; }

    /// <summary>Adds an order; orders come in the order of payment.</summary>
    public void Add(DateOnly day, long minorUnits)
    {
        Orders++;
        Spend = checked(Spend + minorUnits);

        // To the models and the lifecycle all orders of a day are one purchase.
        if (_days is [.., var last] && last == day)
        {
            _purchases[^1] = new PurchaseDay(day, checked(_purchases[^1].MinorUnits + minorUnits));
            return;
        }

        _days.Add(day);
        _purchases.Add(new PurchaseDay(day, minorUnits));
    }

    /// <summary>Whether he had bought by a day; the models know nothing of who had not.</summary>
    public bool BoughtBy(DateOnly day) => _days is [var first, ..] && first <= day;

    public PurchaseHistory HistoryThrough(DateOnly day, ForecastUnit unit) => PurchaseHistory.FromDays(_days, day, unit);

    /// <summary>The spend in units of the currency, as people read amounts; the log-likelihood of a model depends on the unit.</summary>
    public RepeatSpend SpendThrough(DateOnly day, Currency currency)
    {
        var inMinorUnits = RepeatSpend.FromDays(_purchases, day);
        return new RepeatSpend(inMinorUnits.Purchases, inMinorUnits.Mean / currency.MinorUnitsPerUnit);
    }

    /// <summary>What he is scored by; <see langword="null"/> when no order of his counts.</summary>
    public RfmInput? RfmOn(DateOnly day) => Orders == 0 ? null : RfmInput.From(MemberId, _days[^1], day, Orders, Spend);

    public LifecycleStage StageOn(DateOnly day) => LifecycleRules.StageOf([.. _days], day, LifecycleTerms.Default).Stage;
}
