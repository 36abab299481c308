using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Segments;

/// <summary>
/// The pure rules of automatic tags. Which tags segments give a member follows from the segments that he belongs to and from the tags that others set,
/// and from nothing else: not from what happened before, nor in which order.
/// </summary>
internal static class SegmentTagRules
{
    /// <summary>The segment whose tag this is; <see langword="null"/> for a tag that somebody else set.</summary>
    internal static Segment? OwnerOf(MemberTag tag, IReadOnlyList<Segment> segments)
    {
        if (tag.Source == TagSource.Rule && tag.Actor is { } actor)
        {
            foreach (Segment segment in segments)
            {
                if (segment.SegmentId.Value == actor)
                {
                    return segment;
                }
            }
        }

        return null;
    }

    /// <summary>Whether any member may have a tag of a segment: one that never changed and sets none never did.</summary>
    internal static bool MayHaveTags(IReadOnlyList<Segment> segments)
    {
        foreach (Segment segment in segments)
        {
            if (segment.Tag is not null || segment.Version > 1)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Refuses a definition with which a rule that sets a tag would ask for tags that rules set: then none waits for another.</summary>
    internal static Refusal? Clash(SegmentId segmentId, SegmentRule rule, SegmentTag? tag, IReadOnlyList<Segment> segments)
    {
        if (tag is null)
        {
            return null;
        }

        if (Asks(rule, tag.Group))
        {
            return AsksForRuleTags(segmentId, segmentId, tag.Group);
        }

        foreach (Segment other in segments)
        {
            if (!other.SetsTag || other.SegmentId == segmentId)
            {
                continue;
            }

            if (Asks(rule, other.Tag!.Group))
            {
                return AsksForRuleTags(segmentId, other.SegmentId, other.Tag.Group);
            }

            if (Asks(other.Rule, tag.Group))
            {
                return AsksForRuleTags(other.SegmentId, segmentId, tag.Group);
            }
        }

        return null;
    }

    /// <summary>What must be done about a member's tags.</summary>
    /// <param name="holding">The segments that he belongs to and that set a tag, by id.</param>
    /// <param name="segments">All segments.</param>
    /// <param name="tags">His tags.</param>
    /// <param name="isExclusive">Whether a group is exclusive.</param>
    /// <param name="maxTags">How many tags a member may have.</param>
    internal static SegmentTagPlan Plan(
        IReadOnlyList<Segment> holding, IReadOnlyList<Segment> segments, IReadOnlyList<MemberTag> tags, Func<string, bool> isExclusive, int maxTags)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var own = new Dictionary<string, MemberTag>(StringComparer.Ordinal);
        var left = new HashSet<string>(StringComparer.Ordinal);
        foreach (MemberTag tag in tags)
        {
            if (OwnerOf(tag, segments) is not { } owner)
            {
                taken.Add(tag.Id);
                continue;
            }

            own.Add(tag.Id, tag);
            if (owner.Tag is { IsAddOnly: true } && !IsGivenBy(owner, tag, holding))
            {
                // He left, and keeps it.
                left.Add(tag.Id);
            }
        }

        int room = maxTags - taken.Count - left.Count;
        int withheld = 0;
        var due = new List<Segment>();
        foreach (Segment segment in holding)
        {
            SegmentTag tag = segment.Tag!;
            string place = MemberTag.TextOf(tag.Group, isExclusive(tag.Group) ? "" : tag.Value);

            // What others set stays; of several segments the one with the lowest id comes first.
            if (!taken.Add(place))
            {
                continue;
            }

            MemberTag? before = own.GetValueOrDefault(place);
            if (left.Contains(place))
            {
                own.Remove(place);
                if (before!.Value != tag.Value)
                {
                    due.Add(segment);
                }
            }
            else if (room > 0)
            {
                room--;
                own.Remove(place);
                if (before is null || before.Value != tag.Value || before.Actor != segment.SegmentId.Value || before.ExpiresAt is not null)
                {
                    due.Add(segment);
                }
            }
            else
            {
                withheld++;
            }
        }

        return new SegmentTagPlan([.. own.Values.Where(tag => !left.Contains(tag.Id))], due, withheld);
    }

    private static bool IsGivenBy(Segment owner, MemberTag tag, IReadOnlyList<Segment> holding)
    {
        foreach (Segment segment in holding)
        {
            if (segment.SegmentId == owner.SegmentId)
            {
                return segment.Tag!.Group == tag.Group && segment.Tag.Value == tag.Value;
            }
        }

        return false;
    }

    private static bool Asks(SegmentRule rule, string group) => rule.FieldNames().Contains(MemberFields.TagPrefix + group);

    private static Refusal AsksForRuleTags(SegmentId asking, SegmentId setting, string group) => new(
        SegmentRefusals.AsksForRuleTags,
        $"The rule of segment '{asking.Value}' sets a tag and asks for tags of the group '{group}', which segment '{setting.Value}' sets; ask for what that one asks for, or let it set no tag.");
}
