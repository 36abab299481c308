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
        foreach (MemberTag tag in tags)
        {
            if (OwnerOf(tag, segments) is null)
            {
                taken.Add(tag.Id);
            }
            else
            {
                own.Add(tag.Id, tag);
            }
        }

        // What others set stays; of several segments the one with the lowest id comes first.
        var wanted = new List<(string Place, Segment Segment)>();
        int room = maxTags - taken.Count;
        foreach (Segment segment in holding)
        {
            string place = MemberTag.TextOf(segment.Tag!.Group, isExclusive(segment.Tag.Group) ? "" : segment.Tag.Value);
            if (taken.Add(place))
            {
                wanted.Add((place, segment));
            }
        }

        // Who left a segment that only adds keeps its tag, unless a rule that holds wants another in its place.
        foreach (MemberTag tag in tags)
        {
            if (OwnerOf(tag, segments) is { Tag.IsAddOnly: true } owner
                && !IsGivenBy(owner, tag, holding)
                && wanted.FindIndex(want => want.Place == tag.Id) is var at
                && (at < 0 || wanted[at].Segment.Tag!.Value == tag.Value))
            {
                own.Remove(tag.Id);
                room--;
                if (at >= 0)
                {
                    wanted.RemoveAt(at);
                }
            }
        }

        var due = new List<Segment>();
        foreach ((string place, Segment segment) in wanted.Take(int.Max(0, room)))
        {
            if (!own.Remove(place, out MemberTag? before)
                || before.Value != segment.Tag!.Value || before.Actor != segment.SegmentId.Value || before.ExpiresAt is not null)
            {
                due.Add(segment);
            }
        }

        return new SegmentTagPlan([.. own.Values], due, int.Max(0, wanted.Count - int.Max(0, room)));
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
