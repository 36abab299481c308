using PrivateDomain.Sdk.Levels;
using PrivateDomain.Sdk.Lifecycle;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Segments;

/// <summary>
/// One look at one member: first the rules that set tags, then the tags, then all other rules. The first see no tag that a segment set, so none of them
/// waits for another; the others see all tags as they are then. Asks for what it needs and changes nothing until all of it is read.
/// </summary>
internal sealed class MemberEvaluation(Currency currency, TimeZoneInfo zone, LifecycleTerms terms, LevelTerms? levels, int maxTags)
{
    /// <summary>Evaluates the segments that are asked for, and those that ask for tags which this changes.</summary>
    /// <param name="context">The context of the decision.</param>
    /// <param name="memberId">Who.</param>
    /// <param name="segments">All segments, by id.</param>
    /// <param name="isAsked">Which of them to evaluate.</param>
    /// <param name="areTagsAsked">Whether tags may need to change though no standing does.</param>
    /// <param name="changes">The decision so far, which is part of what is known of the member; what follows is added.</param>
    internal SegmentEvaluation Run(
        in DecisionContext context, MemberId memberId, List<Segment> segments, Predicate<Segment> isAsked, bool areTagsAsked, Changes changes)
    {
        var day = BusinessDay.Of(context.Now, zone);
        var standings = new Standings(context, memberId, changes);
        Member? member = new Overlay(context.View, changes).Find<Member>(Member.KeyOf(context.Program, memberId));
        StoredFacts? facts = member is { MergedInto: not null } or { ErasedAt: not null }
            ? null
            : new StoredFacts(new Overlay(context.View, changes), context.Program, memberId, currency, day, terms, levels);
        List<Segment> setting = segments.FindAll(segment => segment.Tag is not null && isAsked(segment));
        SegmentEvaluation first = SegmentEvaluation.None;
        if (setting.Count > 0)
        {
            facts?.Overlook(tag => SegmentTagRules.OwnerOf(tag, segments) is not null);
            first = SegmentPosting.Post(context, standings, setting, facts, day, changes);
            facts?.Overlook(null);
        }

        TagTally tags = default;
        if (areTagsAsked || first.Entered + first.Left > 0)
        {
            tags = SegmentTagging.Post(context, standings, segments, maxTags, changes);
        }

        MemberChanges? retagged = tags.IsChanged ? MemberChanges.Of(changes) : null;
        List<Segment> others = segments.FindAll(segment => segment.Tag is null
            && (isAsked(segment) || (!segment.IsRetired && retagged?.Concern(memberId.Value, segment.FieldNames) == true)));
        SegmentEvaluation second = SegmentPosting.Post(context, standings, others, facts, day, changes);
        return context.View.IsIncomplete
            ? SegmentEvaluation.None
            : new SegmentEvaluation(first.Evaluated + second.Evaluated, first.Entered + second.Entered, first.Left + second.Left, tags);
    }

    /// <summary>Whether a decision changes tags in such a way that those which segments give may change: in a place of theirs, or making room.</summary>
    internal bool AreTagsAsked(in DecisionContext context, MemberId memberId, List<Segment> segments, MemberChanges changed)
    {
        if (!segments.Exists(static segment => segment.Tag is not null) || !changed.ConcernTags(memberId.Value))
        {
            return false;
        }

        return segments.Exists(segment => segment.Tag is { } tag && changed.Concern(memberId.Value, [MemberFields.TagPrefix + tag.Group]))
            || context.View.Find<TagLedger>(TagLedger.KeyOf(context.Program, memberId))?.Tags >= maxTags;
    }
}
