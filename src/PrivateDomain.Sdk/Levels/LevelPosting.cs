using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Levels;

/// <summary>Brings a member's stored level and history in line with his purchases. Asks for what it needs and changes nothing until all of it is read.</summary>
internal sealed class LevelPosting(LevelTerms terms, TimeZoneInfo zone)
{
    /// <summary>What a decision does to the levels of a member whose purchases it changes.</summary>
    /// <param name="context">The context of the decision.</param>
    /// <param name="memberId">Who.</param>
    /// <param name="decided">The decision.</param>
    /// <param name="isMerge">Whether it merges members or parts them.</param>
    /// <param name="changes">What follows is added.</param>
    internal void Follow(in DecisionContext context, MemberId memberId, Changes decided, bool isMerge, Changes changes)
    {
        LevelState? before = Read(context, memberId);
        GrowthGain[] was = Gains(new Overlay(context.View, new Changes()), memberId, context.Program);
        GrowthGain[] gains = Gains(new Overlay(context.View, decided), memberId, context.Program);
        if (context.View.IsIncomplete)
        {
            return;
        }

        DateOnly today = BusinessDates.Of(context.Now, zone);
        var telling = new LevelTelling(before, terms);

        // Up to yesterday he had what his purchases of then gave him, whether a sweep has seen it or not; other terms are no doing of this decision.
        if (telling.AsOf is { } told)
        {
            telling.Through(was, told.AddDays(1) < today ? today.AddDays(-1) : told, LevelReasons.Recomputed, LevelReasons.Recomputed);
        }

        DateOnly through = Later(LastOf(was), Later(LastOf(gains), Later(telling.AsOf, today)));

        // An order is decided as of its own day. Of a day that was told already but is not over it is no correction, but what people expect to read.
        string risen = today < telling.AsOf ? LevelReasons.ReportedLate : LevelReasons.Reached;
        telling.Through(gains, through, isMerge ? LevelReasons.Merged : risen, isMerge ? LevelReasons.Merged : LevelReasons.Refunded);
        Write(context, memberId, before, telling, LevelRules.LevelOf(gains, through, terms), through, changes);
    }

    /// <summary>Gives a new member his first state: no level.</summary>
    internal void Register(in DecisionContext context, MemberId memberId, Changes changes)
    {
        LevelState? before = Read(context, memberId);
        if (!context.View.IsIncomplete && before is null)
        {
            DateOnly today = BusinessDates.Of(context.Now, zone);
            Write(context, memberId, null, new LevelTelling(null, terms), LevelRules.LevelOf([], today, terms), today, changes);
        }
    }

    /// <summary>What days, other terms or a rebuild have done to a member's levels. Returns how many events there are of it.</summary>
    internal int Evaluate(in DecisionContext context, MemberId memberId, Changes changes)
    {
        LevelState? before = Read(context, memberId);
        GrowthGain[] gains = Gains(new Overlay(context.View, new Changes()), memberId, context.Program);
        if (context.View.IsIncomplete)
        {
            return 0;
        }

        var telling = new LevelTelling(before, terms);
        DateOnly through = Later(LastOf(gains), Later(telling.AsOf, BusinessDates.Of(context.Now, zone)));
        telling.Through(gains, through, LevelReasons.Recomputed, LevelReasons.Recomputed);
        LevelStanding standing = LevelRules.LevelOf(gains, through, terms);
        if (telling.Told.Count > 0 || before is null || !Says(before, standing))
        {
            Write(context, memberId, before, telling, standing, telling.HasCorrected ? through : LastTold(before, gains, through), changes);
        }

        return telling.Told.Count;
    }

    /// <summary>Whether a state says what the purchases give.</summary>
    internal static bool Says(LevelState state, LevelStanding standing) =>
        state.Level == standing.Level && state.Growth == standing.Growth && state.Since == standing.Since && state.KeptThrough == standing.KeptThrough
        && state.NextChangeOn == standing.NextChangeOn;

    /// <summary>
    /// The last day of which anything was told. The days since are only as certain as that nothing was heard of them: a purchase of theirs that is
    /// reported later is no correction.
    /// </summary>
    private DateOnly LastTold(LevelState? before, GrowthGain[] gains, DateOnly through)
    {
        DateOnly? changed = LevelWalk.Through(gains, through, terms, transitions: null).ChangedOn;
        return before is { Events: > 0 } ? Later(changed, before.AsOf) : changed ?? through;
    }

    /// <summary>The day of the last purchase: an order that is reported late, or dated back, does not make those after it unknown.</summary>
    private static DateOnly? LastOf(GrowthGain[] gains) => gains.Length == 0 ? null : gains[^1].On;

    private static DateOnly Later(DateOnly? one, DateOnly other) => one > other ? one.Value : other;

    private LevelState? Read(in DecisionContext context, MemberId memberId)
    {
        // Which counters change is known when all is decided: they are asked for together, in the same load.
        context.View.Find<LevelTally>(LevelTally.KeyOf(context.Program, null));
        foreach (LevelStep step in terms.Steps)
        {
            context.View.Find<LevelTally>(LevelTally.KeyOf(context.Program, step.Name));
        }

        LevelState? state = context.View.Find<LevelState>(LevelState.KeyOf(context.Program, memberId));

        // It may be a level that there is not any more.
        if (state is not null)
        {
            context.View.Find<LevelTally>(LevelTally.KeyOf(context.Program, state.Level.Name));
        }

        return state;
    }

    private GrowthGain[] Gains(Overlay records, MemberId memberId, string program) =>
        GrowthCalendar.GainsOf(records.Range<Purchase>(Purchase.Counted, memberId.Value, program), terms, zone);

    private static void Write(
        in DecisionContext context, MemberId memberId, LevelState? before, LevelTelling telling, LevelStanding standing, DateOnly asOf, Changes changes)
    {
        long events = before?.Events ?? 0;
        foreach (LevelTransition transition in telling.Told)
        {
            events = checked(events + 1);
            changes.Append(new LevelEvent
            {
                Program = context.Program,
                MemberId = memberId,
                Number = events,
                On = transition.On,
                From = transition.From,
                To = transition.To,
                Reason = transition.Reason,
                Growth = transition.Growth,
                At = context.Now,
                Operation = context.Operation,
            });
        }

        var after = new LevelState
        {
            Program = context.Program,
            Revision = before?.Revision ?? 0,
            MemberId = memberId,
            Level = standing.Level,
            Growth = standing.Growth,
            Since = standing.Since,
            KeptThrough = standing.KeptThrough,
            AsOf = asOf,
            NextChangeOn = standing.NextChangeOn,
            Events = events,
        };
        if (after == before)
        {
            return;
        }

        changes.Put(after);
        if (before is null || before.Level.Name != after.Level.Name)
        {
            if (before is not null)
            {
                Count(context, before.Level, -1, changes);
            }

            Count(context, after.Level, 1, changes);
        }
    }

    private static void Count(in DecisionContext context, Level level, long difference, Changes changes) => Tallies.Count(
        context, new LevelTally { Program = context.Program, Name = level.Name, Members = difference }, LevelTally.MembersColumn, changes);
}
