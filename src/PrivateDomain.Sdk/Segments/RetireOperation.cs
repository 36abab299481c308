using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Segments;

/// <summary>Gives a segment up.</summary>
internal sealed class RetireOperation : Operation<RetireSegment, SegmentReceipt>
{
    internal override string Kind => "segment.retire";

    internal override JsonTypeInfo<SegmentReceipt>? AnswerContract => AnswerJson.Default.SegmentReceipt;

    internal override string KeyOf(RetireSegment command) => command.OperationId.Value;

    internal override string OwnerOf(RetireSegment command) => command.SegmentId.Value;

    internal override DateTimeOffset? TimeOf(RetireSegment command) => command.OccurredAt;

    internal override void Describe(RetireSegment command, FingerprintBuilder fingerprint) => fingerprint
        .Add("segment_id", command.SegmentId.Value)
        .Add("actor", command.Actor)
        .Add("occurred_at", command.OccurredAt);

    internal override void Read(in DecisionContext context, RetireSegment command) => Decide(context, command);

    internal override Decision<SegmentReceipt> Decide(in DecisionContext context, RetireSegment command)
    {
        Segment? before = context.View.Find<Segment>(Segment.KeyOf(context.Program, command.SegmentId));
        if (context.View.IsIncomplete)
        {
            return Decision<SegmentReceipt>.Incomplete;
        }

        return before is null
            ? new Refusal(SegmentRefusals.NotFound, $"There is no segment '{command.SegmentId.Value}' in this program.")
            : SegmentVersions.Put(context, command.SegmentId, before, before.Rule, before.Tag, isRetired: true, command.Actor);
    }
}
