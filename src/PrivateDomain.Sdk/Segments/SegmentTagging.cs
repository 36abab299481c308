using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Segments;

/// <summary>Brings a member's tags in line with the segments that he belongs to. Asks for what it needs and changes nothing until all of it is read.</summary>
internal static class SegmentTagging
{
    /// <summary>Sets and removes tags, as the standings have it.</summary>
    /// <param name="context">The context of the decision.</param>
    /// <param name="standings">How the member stands to the segments.</param>
    /// <param name="segments">All segments, by id.</param>
    /// <param name="maxTags">How many tags a member may have.</param>
    /// <param name="changes">The decision so far.</param>
    internal static TagTally Post(in DecisionContext context, Standings standings, List<Segment> segments, int maxTags, Changes changes)
    {
        List<Segment> setting = segments.FindAll(static segment => segment.SetsTag);
        standings.Ask(setting);
        var records = new Overlay(context.View, changes);
        records.Find<TagLedger>(TagLedger.KeyOf(context.Program, standings.MemberId));
        List<MemberTag> tags = records.Range<MemberTag>(MemberTag.Schema.Primary, standings.MemberId.Value, context.Program);
        List<Segment> holding = setting.FindAll(segment => standings.IsIn(segment.SegmentId));
        var groups = new Dictionary<string, TagGroup?>(StringComparer.Ordinal);
        foreach (Segment segment in holding)
        {
            string group = segment.Tag!.Group;
            groups[group] = context.View.Find<TagGroup>(TagGroup.KeyOf(context.Program, group));
        }

        if (context.View.IsIncomplete)
        {
            return default;
        }

        // Groups are never removed; should one be missing all the same, no order fails for it.
        holding.RemoveAll(segment => groups[segment.Tag!.Group] is null);
        SegmentTagPlan plan = SegmentTagRules.Plan(holding, segments, tags, group => groups[group]!.IsExclusive, maxTags);
        return Write(context, standings, segments, plan, changes) ? new TagTally(plan.Due.Count, plan.Gone.Count, plan.Withheld) : default;
    }

    /// <summary>False when something must be read first.</summary>
    private static bool Write(in DecisionContext context, Standings standings, List<Segment> segments, SegmentTagPlan plan, Changes changes)
    {
        foreach (MemberTag tag in plan.Gone)
        {
            _ = new TagPosting(context, changes, standings.MemberId, tag.Group, tag.Value);
        }

        foreach (Segment segment in plan.Due)
        {
            _ = new TagPosting(context, changes, standings.MemberId, segment.Tag!.Group, segment.Tag.Value);
        }

        if (context.View.IsIncomplete)
        {
            return false;
        }

        foreach (MemberTag tag in plan.Gone)
        {
            Remove(new TagPosting(context, changes, standings.MemberId, tag.Group, tag.Value), tag);
            SegmentPosting.Expect(SegmentTagRules.OwnerOf(tag, segments)!, changes);
        }

        foreach (Segment segment in plan.Due)
        {
            Set(new TagPosting(context, changes, standings.MemberId, segment.Tag!.Group, segment.Tag.Value), segment);
            SegmentPosting.Expect(segment, changes);
        }

        // Who comes to another end about this member's tags meets this decision at the ledger, also where nothing had to be done.
        if (plan.Gone.Count + plan.Due.Count == 0)
        {
            changes.Expect(TagLedger.KeyOf(context.Program, standings.MemberId));
        }

        return true;
    }

    private static void Remove(TagPosting posting, MemberTag tag)
    {
        if (!posting.Expire())
        {
            posting.Remove(TagSource.Rule, tag.Actor, reason: null);
        }

        posting.Write();
    }

    private static void Set(TagPosting posting, Segment segment)
    {
        posting.Expire();
        TagChange change = posting.Standing is null ? TagChange.Set : posting.Standing.Value != segment.Tag!.Value ? TagChange.Replaced : TagChange.Renewed;
        posting.Set(change, segment.Tag!.Value, TagSource.Rule, segment.SegmentId.Value, expiresAt: null, reason: null);
        posting.Write();
    }
}
