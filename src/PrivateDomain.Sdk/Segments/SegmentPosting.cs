using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Segments;

/// <summary>Brings a member's standings in line with the rules. Asks for what it needs and changes nothing until all of it is read.</summary>
internal static class SegmentPosting
{
    /// <summary>All segments of a program, by id.</summary>
    internal static List<Segment> Definitions(in DecisionContext context, Overlay records) =>
        records.Range<Segment>(Segment.Schema.Primary, Segment.Place, context.Program);

    /// <summary>Evaluates some segments for a member and writes what has changed.</summary>
    /// <param name="context">The context of the decision.</param>
    /// <param name="standings">How the member stands to the segments.</param>
    /// <param name="segments">Which segments.</param>
    /// <param name="facts">What is known of him; <see langword="null"/> for one who was merged or erased: no rule holds for him any more.</param>
    /// <param name="day">The day.</param>
    /// <param name="changes">The decision so far.</param>
    internal static SegmentEvaluation Post(
        in DecisionContext context, Standings standings, IReadOnlyList<Segment> segments, IMemberFacts? facts, BusinessDay day, Changes changes)
    {
        standings.Ask(segments);
        var results = new List<(Segment Segment, bool Holds, DateOnly? Next)>(segments.Count);
        foreach (Segment segment in segments)
        {
            bool holds = facts is not null && !segment.IsRetired && SegmentRules.Holds(segment.Rule, facts, day);
            if (standings.IsIn(segment.SegmentId) != holds)
            {
                context.View.Find<SegmentTally>(SegmentTally.KeyOf(context.Program, segment.SegmentId));
            }

            results.Add((segment, holds, facts is null || segment.IsRetired ? null : SegmentRules.NextChangeOn(segment.Rule, facts, day)));
        }

        if (context.View.IsIncomplete)
        {
            return SegmentEvaluation.None;
        }

        int entered = 0;
        int left = 0;
        foreach ((Segment segment, bool holds, DateOnly? next) in results)
        {
            if (Write(context, standings, segment, holds, next is { } on ? day.StartOf(on) : null, changes))
            {
                (entered, left) = holds ? (entered + 1, left) : (entered, left + 1);
            }
        }

        return new SegmentEvaluation(results.Count, entered, left);
    }

    /// <summary>Decided by this definition: who changes it meanwhile makes this decision anew.</summary>
    internal static void Expect(Segment segment, Changes changes)
    {
        RecordKey key = segment.Key;
        foreach (PendingChange change in changes.All)
        {
            if ((change.Record?.Key ?? change.Other!.Key) == key)
            {
                return;
            }
        }

        changes.Expect(key);
    }

    /// <summary>True when the member entered or left.</summary>
    private static bool Write(
        in DecisionContext context, Standings standings, Segment segment, bool holds, DateTimeOffset? nextChangeAt, Changes changes)
    {
        SegmentStanding? before = standings.Find(segment.SegmentId);
        bool isChanged = (before?.IsIn ?? false) != holds;
        if (!isChanged && before?.NextChangeAt == nextChangeAt)
        {
            return false;
        }

        SegmentStanding standing = before
            ?? new SegmentStanding { Program = context.Program, MemberId = standings.MemberId, SegmentId = segment.SegmentId, Since = context.Now };
        standing = standing with { NextChangeAt = nextChangeAt };
        if (isChanged)
        {
            standing = standing with { IsIn = holds, Since = context.Now, Changes = checked(standing.Changes + 1) };
            changes.Append(new SegmentEvent
            {
                Program = context.Program,
                MemberId = standings.MemberId,
                SegmentId = segment.SegmentId,
                Number = standing.Changes,
                Version = segment.Version,
                At = context.Now,
                Operation = context.Operation,
            });
            Count(context, segment.SegmentId, holds ? 1 : -1, changes);
        }

        standings.Put(standing);
        Expect(segment, changes);

        // Who is merged or erased meanwhile belongs to no segment any more.
        changes.Expect(Member.KeyOf(context.Program, standings.MemberId));
        return isChanged;
    }

    private static void Count(in DecisionContext context, SegmentId segmentId, long difference, Changes changes) => Tallies.Count(
        context, new SegmentTally { Program = context.Program, SegmentId = segmentId, Members = difference }, SegmentTally.MembersColumn, changes);
}
