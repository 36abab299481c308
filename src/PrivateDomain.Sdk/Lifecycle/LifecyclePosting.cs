using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Lifecycle;

/// <summary>Brings a member's stored stage and history in line with his purchases. Asks for what it needs and changes nothing until all of it is read.</summary>
internal sealed class LifecyclePosting(LifecycleTerms terms, Currency currency, TimeZoneInfo zone)
{
    /// <summary>What a decision does to the stages of a member whose purchases it changes.</summary>
    internal void Follow(in DecisionContext context, MemberId memberId, Changes decided, Changes changes)
    {
        LifecycleState? before = Read(context, memberId);
        DateOnly[] was = Days(new Overlay(context.View, new Changes()), memberId, context.Program);
        DateOnly[] days = Days(new Overlay(context.View, decided), memberId, context.Program);
        if (context.View.IsIncomplete)
        {
            return;
        }

        DateOnly today = BusinessDates.Of(context.Now, zone);
        var telling = new LifecycleTelling(before, terms);

        // Up to yesterday he was what his purchases of then made him, whether a sweep has seen it or not.
        if (telling.AsOf is { } told && told.AddDays(1) < today)
        {
            telling.Through(was, today.AddDays(-1));
        }

        DateOnly through = telling.AsOf > today ? telling.AsOf.Value : today;
        telling.Through(days, through);
        Write(context, memberId, before, telling, LifecycleRules.StageOf(days, through, terms), through, changes);
    }

    /// <summary>Gives a new member his first stage.</summary>
    internal void Register(in DecisionContext context, MemberId memberId, Changes changes)
    {
        LifecycleState? before = Read(context, memberId);
        if (!context.View.IsIncomplete && before is null)
        {
            DateOnly today = BusinessDates.Of(context.Now, zone);
            Write(context, memberId, null, new LifecycleTelling(null, terms), LifecycleRules.StageOf([], today, terms), today, changes);
        }
    }

    /// <summary>What days, other terms or a rebuild have done to a member's stages. Returns how many events there are of it.</summary>
    internal int Evaluate(in DecisionContext context, MemberId memberId, Changes changes)
    {
        LifecycleState? before = Read(context, memberId);
        DateOnly[] days = Days(new Overlay(context.View, new Changes()), memberId, context.Program);
        if (context.View.IsIncomplete)
        {
            return 0;
        }

        DateOnly today = BusinessDates.Of(context.Now, zone);
        var telling = new LifecycleTelling(before, terms);
        DateOnly through = telling.AsOf > today ? telling.AsOf.Value : today;
        telling.Through(days, through);
        LifecycleStanding standing = LifecycleRules.StageOf(days, through, terms);
        if (telling.Told.Count > 0 || before is null || !Says(before, standing))
        {
            Write(context, memberId, before, telling, standing, telling.HasCorrected ? through : LastTold(before, telling, days, through), changes);
        }

        return telling.Told.Count;
    }

    /// <summary>Whether a state says what the purchases give.</summary>
    internal static bool Says(LifecycleState state, LifecycleStanding standing) =>
        state.Stage == standing.Stage && state.Since == standing.Since && state.Reason == standing.Reason && state.Purchases == standing.Facts.Purchases
        && state.RhythmDays == standing.Facts.RhythmDays && state.NextTransitionOn == standing.NextTransitionOn;

    /// <summary>
    /// The last day of which anything was told. The days since are only as certain as that nothing was heard of them: a purchase of theirs that is
    /// reported later is no correction.
    /// </summary>
    private static DateOnly LastTold(LifecycleState? before, LifecycleTelling telling, DateOnly[] days, DateOnly through)
    {
        DateOnly last = before?.Events > 0 ? before.AsOf : DateOnly.MinValue;
        last = telling.Told is [.., var transition] && transition.On > last ? transition.On : last;
        last = days.LastOrDefault(day => day <= through) is var bought && bought > last ? bought : last;
        return last == DateOnly.MinValue ? through : last;
    }

    private static LifecycleState? Read(in DecisionContext context, MemberId memberId)
    {
        // Which counters change is known when all is decided: they are asked for together, in the same load.
        foreach (LifecycleStage stage in LifecycleStageNames.Stages)
        {
            context.View.Find<LifecycleTally>(LifecycleTally.KeyOf(context.Program, stage));
        }

        return context.View.Find<LifecycleState>(LifecycleState.KeyOf(context.Program, memberId));
    }

    private DateOnly[] Days(Overlay records, MemberId memberId, string program) =>
        PurchaseCalendar.DaysOf(records.Range<Purchase>(Purchase.Counted, memberId.Value, program), currency, zone);

    private static void Write(
        in DecisionContext context, MemberId memberId, LifecycleState? before, LifecycleTelling telling, LifecycleStanding standing, DateOnly asOf, Changes changes)
    {
        long events = before?.Events ?? 0;
        foreach (LifecycleTransition transition in telling.Told)
        {
            events = checked(events + 1);
            changes.Append(new LifecycleEvent
            {
                Program = context.Program,
                MemberId = memberId,
                Number = events,
                On = transition.On,
                From = transition.From,
                To = transition.To,
                Reason = transition.Reason,
                Purchases = transition.Facts.Purchases,
                DaysSince = transition.Facts.DaysSince,
                RhythmDays = transition.Facts.RhythmDays,
                At = context.Now,
                Operation = context.Operation,
            });
        }

        var after = new LifecycleState
        {
            Program = context.Program,
            Revision = before?.Revision ?? 0,
            MemberId = memberId,
            Stage = standing.Stage,
            Since = standing.Since,
            Reason = standing.Reason,
            Purchases = standing.Facts.Purchases,
            RhythmDays = standing.Facts.RhythmDays,
            AsOf = asOf,
            NextTransitionOn = standing.NextTransitionOn,
            Events = events,
        };
        if (after == before)
        {
            return;
        }

        changes.Put(after);
        if (before?.Stage != after.Stage)
        {
            Count(context, before?.Stage, -1, changes);
            Count(context, after.Stage, 1, changes);
        }
    }

    private static void Count(in DecisionContext context, LifecycleStage? stage, long difference, Changes changes)
    {
        if (stage is { } counted)
        {
            Tallies.Count(
                context,
                new LifecycleTally { Program = context.Program, Stage = counted, Members = difference },
                LifecycleTally.MembersColumn,
                changes);
        }
    }
}
