using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Lifecycle;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Segments;

/// <summary>Looks at one member again: at every segment, or at those that are due. Brings records in line with others, so no answer is kept.</summary>
internal sealed class EvaluateOperation(Currency currency, TimeZoneInfo zone, LifecycleTerms terms) : Operation<EvaluateOperation.Command, SegmentEvaluation>
{
    internal override string Kind => "segment.evaluate";

    internal override bool IsKept => false;

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
        if (command.IsDueOnly)
        {
            List<SegmentStanding> standings = records.Range<SegmentStanding>(SegmentStanding.Schema.Primary, command.MemberId.Value, context.Program);
            DateTimeOffset now = context.Now;
            segments = segments.FindAll(segment => standings.Exists(standing => standing.SegmentId == segment.SegmentId && standing.NextChangeAt <= now));
        }

        if (context.View.IsIncomplete)
        {
            return Decision<SegmentEvaluation>.Incomplete;
        }

        if (member is null)
        {
            return Decision<SegmentEvaluation>.Accept(SegmentEvaluation.None, changes);
        }

        var day = BusinessDay.Of(context.Now, zone);
        SegmentEvaluation evaluation = SegmentPosting.Post(
            context, command.MemberId, segments, new StoredFacts(records, context.Program, command.MemberId, currency, day, terms), day, changes);
        return context.View.IsIncomplete ? Decision<SegmentEvaluation>.Incomplete : Decision<SegmentEvaluation>.Accept(evaluation, changes);
    }

    internal sealed record Command(MemberId MemberId, DateTimeOffset AsOf, bool IsDueOnly);
}
