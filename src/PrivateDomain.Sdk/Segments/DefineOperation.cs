using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Segments;

/// <summary>Defines a segment, or its next version.</summary>
internal sealed class DefineOperation : Operation<DefineSegment, SegmentReceipt>
{
    internal override string Kind => "segment.define";

    internal override JsonTypeInfo<SegmentReceipt>? AnswerContract => AnswerJson.Default.SegmentReceipt;

    internal override string KeyOf(DefineSegment command) => command.OperationId.Value;

    internal override string OwnerOf(DefineSegment command) => command.SegmentId.Value;

    internal override DateTimeOffset? TimeOf(DefineSegment command) => command.OccurredAt;

    internal override void Describe(DefineSegment command, FingerprintBuilder fingerprint) => fingerprint
        .Add("segment_id", command.SegmentId.Value)
        .Add("rule", command.Rule.ToString())
        .Add("tag_group", command.Tag?.Group)
        .Add("tag_value", command.Tag?.Value)
        .Add("tag_mode", command.Tag?.Mode)
        .Add("actor", command.Actor)
        .Add("occurred_at", command.OccurredAt);

    internal override void Read(in DecisionContext context, DefineSegment command) => Decide(context, command);

    internal override Decision<SegmentReceipt> Decide(in DecisionContext context, DefineSegment command)
    {
        Segment? before = context.View.Find<Segment>(Segment.KeyOf(context.Program, command.SegmentId));
        List<Segment> all = SegmentPosting.Definitions(context, new Overlay(context.View, new Changes()));
        TagGroup? group = command.Tag is { } tag ? context.View.Find<TagGroup>(TagGroup.KeyOf(context.Program, tag.Group)) : null;
        if (context.View.IsIncomplete)
        {
            return Decision<SegmentReceipt>.Incomplete;
        }

        if (before is null && all.Count >= SegmentOptions.MaxSegments)
        {
            return new Refusal(
                SegmentRefusals.TooMany, $"There are {all.Count} segments already, the retired ones included, and no more are allowed; define one of them anew.");
        }

        if (command.Tag is not null && group is null)
        {
            return TagRules.GroupNotFound(command.Tag.Group);
        }

        if (SegmentTagRules.Clash(command.SegmentId, command.Rule, command.Tag, all) is { } clash)
        {
            return clash;
        }

        return SegmentVersions.Put(context, command.SegmentId, before, command.Rule, command.Tag, isRetired: false, command.Actor);
    }
}
