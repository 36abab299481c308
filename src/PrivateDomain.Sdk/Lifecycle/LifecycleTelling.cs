namespace PrivateDomain.Sdk.Lifecycle;

/// <summary>Tells a member's stages on from where they were told last. What is otherwise by now than it was told is corrected first.</summary>
/// <remarks>Pure. It makes no difference in how many steps the days go by: each change is told once, with its day.</remarks>
internal sealed class LifecycleTelling
{
    private readonly LifecycleTerms _terms;
    private readonly List<LifecycleTransition> _told = [];
    private LifecycleStage _stage;
    private long _purchases;

    internal LifecycleTelling(LifecycleState? before, LifecycleTerms terms)
    {
        _terms = terms;

        // Who has no history yet gets the one that he would have had.
        if (before is { Events: > 0 })
        {
            _stage = before.Stage;
            _purchases = before.Purchases;
            AsOf = before.AsOf;
        }
    }

    /// <summary>The day through which the stages are told; <see langword="null"/> where nothing is.</summary>
    internal DateOnly? AsOf { get; private set; }

    /// <summary>What was told that had not been told before.</summary>
    internal IReadOnlyList<LifecycleTransition> Told => _told;

    /// <summary>Whether something was corrected.</summary>
    internal bool HasCorrected { get; private set; }

    /// <summary>Tells on through a day, not before the one that was come to.</summary>
    internal void Through(DateOnly[] days, DateOnly through)
    {
        if (AsOf is { } last)
        {
            Correct(days, last, through);
        }

        foreach (LifecycleTransition transition in LifecycleRules.Timeline(days, through, _terms))
        {
            if (AsOf is null || transition.On > AsOf)
            {
                _told.Add(transition);
            }
        }

        LifecycleStanding standing = LifecycleRules.StageOf(days, through, _terms);
        (_stage, _purchases, AsOf) = (standing.Stage, standing.Facts.Purchases, through);
    }

    /// <summary>Notes where the purchases of now give another stage for the last day than was told.</summary>
    private void Correct(DateOnly[] days, DateOnly last, DateOnly through)
    {
        LifecycleStanding standing = LifecycleRules.StageOf(days, last, _terms);
        if (standing.Stage == _stage)
        {
            return;
        }

        // The first day that was not told yet, so that days never descend.
        DateOnly on = last < through ? last.AddDays(1) : through;
        _told.Add(new LifecycleTransition(on, _stage, standing.Stage, ReasonOf(standing), standing.Facts));
        HasCorrected = true;
    }

    private string ReasonOf(LifecycleStanding standing) => ((long)standing.Facts.Purchases).CompareTo(_purchases) switch
    {
        < 0 => LifecycleReasons.Refunded,

        // He bought on the day itself, after its stage was told: no correction, but what people expect to read.
        > 0 when standing.Facts.DaysSince == 0 => LifecycleWalk.ReasonOf(_stage, standing.Stage, standing.Facts.Purchases >= _terms.NewPurchases),
        > 0 => LifecycleReasons.ReportedLate,
        _ => LifecycleReasons.Recomputed,
    };
}
