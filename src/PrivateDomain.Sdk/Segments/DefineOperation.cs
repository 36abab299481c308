using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Pipeline;

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
        .Add("actor", command.Actor)
        .Add("occurred_at", command.OccurredAt);

    internal override void Read(in DecisionContext context, DefineSegment command) => Decide(context, command);

    internal override Decision<SegmentReceipt> Decide(in DecisionContext context, DefineSegment command)
    {
        Segment? before = context.View.Find<Segment>(Segment.KeyOf(context.Program, command.SegmentId));
        List<Segment> all = SegmentPosting.Definitions(context, new Overlay(context.View, new Changes()));
        if (context.View.IsIncomplete)
        {
            return Decision<SegmentReceipt>.Incomplete;
        }

        if (before is null && all.Count >= SegmentOptions.MaxSegments)
        {
            return new Refusal(
                SegmentRefusals.TooMany, $"There are {all.Count} segments already, the retired ones included, and no more are allowed; define one of them anew.");
        }

        return SegmentVersions.Put(context, command.SegmentId, before, command.Rule, isRetired: false, command.Actor);
    }
}
