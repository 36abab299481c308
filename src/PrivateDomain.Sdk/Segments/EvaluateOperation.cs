using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Lifecycle;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Segments;

/// <summary>Looks at one member again: at every segment, or at those that are due. Brings records in line with others, so no answer is kept.</summary>
internal sealed class EvaluateOperation(MemberEvaluation evaluation) : Operation<EvaluateOperation.Command, SegmentEvaluation>
{
    internal override string Kind => "segment.evaluate";

    internal override bool IsKept => false;

    /// <summary>What follows from a member's tags, it does itself.</summary>
    internal override bool IsFollowed => false;

    internal override JsonTypeInfo<SegmentEvaluation>? AnswerContract => null;

    internal override string KeyOf(Command command) => command.MemberId.Value;

    internal override string OwnerOf(Command command) => command.MemberId.Value;

    internal override DateTimeOffset? TimeOf(Command command) => command.AsOf;

    internal override void Describe(Command command, FingerprintBuilder fingerprint)
    {
        // Nothing is kept that could be told apart.
    }

    internal override void Read(in DecisionContext context, Command command) => Decide(context, command);

    internal override Decision<SegmentEvaluation> Decide(in DecisionContext context, Command command)
    {
        var changes = new Changes();
        var records = new Overlay(context.View, changes);
        Member? member = MemberRules.Find(context, command.MemberId);
        List<Segment> segments = SegmentPosting.Definitions(context, records);
        HashSet<SegmentId>? due = command.IsDueOnly ? DueOf(records, context, command.MemberId) : null;
        if (context.View.IsIncomplete)
        {
            return Decision<SegmentEvaluation>.Incomplete;
        }

        if (member is null)
        {
            return Decision<SegmentEvaluation>.Accept(SegmentEvaluation.None, changes);
        }

        SegmentEvaluation done = evaluation.Run(
            context,
            command.MemberId,
            segments,
            segment => due?.Contains(segment.SegmentId) != false,
            !command.IsDueOnly && SegmentTagRules.MayHaveTags(segments),
            changes);
        return context.View.IsIncomplete ? Decision<SegmentEvaluation>.Incomplete : Decision<SegmentEvaluation>.Accept(done, changes);
    }

    private static HashSet<SegmentId> DueOf(Overlay records, in DecisionContext context, MemberId memberId)
    {
        var due = new HashSet<SegmentId>();
        foreach (SegmentStanding standing in records.Range<SegmentStanding>(SegmentStanding.Schema.Primary, memberId.Value, context.Program))
        {
            if (standing.NextChangeAt <= context.Now)
            {
                due.Add(standing.SegmentId);
            }
        }

        return due;
    }

    internal sealed record Command(MemberId MemberId, DateTimeOffset AsOf, bool IsDueOnly);
}
