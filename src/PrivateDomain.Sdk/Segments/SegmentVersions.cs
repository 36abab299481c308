using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Segments;

/// <summary>The pure rule of definitions: each change makes a version, and what is in force already makes none.</summary>
internal static class SegmentVersions
{
    internal static Decision<SegmentReceipt> Put(
        in DecisionContext context, SegmentId segmentId, Segment? before, SegmentRule rule, SegmentTag? tag, bool isRetired, string? actor)
    {
        var changes = new Changes();
        if (before is not null && before.IsRetired == isRetired && before.Rule.Equals(rule) && before.Tag == tag)
        {
            return Decision<SegmentReceipt>.Accept(new SegmentReceipt(segmentId, before.Version, IsChanged: false), changes);
        }

        long version = checked((before?.Version ?? 0) + 1);
        SegmentCatalog? catalog = context.View.Find<SegmentCatalog>(SegmentCatalog.KeyOf(context.Program));
        if (context.View.IsIncomplete)
        {
            return Decision<SegmentReceipt>.Incomplete;
        }

        changes.Put(new SegmentCatalog
        {
            Program = context.Program, Revision = catalog?.Revision ?? 0, Definitions = checked((catalog?.Definitions ?? 0) + 1),
        });
        changes.Put((before ?? new Segment
        {
            Program = context.Program,
            SegmentId = segmentId,
            Version = version,
            Rule = rule,
            DefinedAt = context.Now,
        }) with { Version = version, Rule = rule, Tag = tag, IsRetired = isRetired, DefinedAt = context.Now });
        changes.Append(new SegmentVersion
        {
            Program = context.Program,
            SegmentId = segmentId,
            Version = version,
            Rule = rule,
            Tag = tag,
            IsRetired = isRetired,
            Actor = actor,
            DefinedAt = context.Now,
        });
        return Decision<SegmentReceipt>.Accept(new SegmentReceipt(segmentId, version, IsChanged: true), changes);
    }
}
