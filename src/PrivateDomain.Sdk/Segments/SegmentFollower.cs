using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Segments;

/// <summary>
/// Lets the segments of a member, and the tags that they give, follow whatever changes what is known of him: the rules that ask for it are evaluated, and
/// no other.
/// </summary>
internal sealed class SegmentFollower(PrivateDomainOptions options, PipelineTelemetry telemetry) : IFollower
{
    private readonly MemberEvaluation _evaluation = new(
        options.Currency,
        TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone),
        options.Lifecycle.ToTerms(),
        options.Levels.ToTerms(options.Currency),
        options.Tags.MaxPerMember);

    public void Follow(in DecisionContext context, Changes changes, bool isTrial)
    {
        string program = context.Program;
        var changed = MemberChanges.Of(changes);
        if (changed.All.Count == 0)
        {
            return;
        }

        // Decided by the definitions of now: who defines one meanwhile makes this decision anew, lest its look at everybody and this miss each other.
        RecordKey catalog = SegmentCatalog.KeyOf(program);
        context.View.Find<SegmentCatalog>(catalog);
        changes.Expect(catalog);
        var records = new Overlay(context.View, changes);
        changed.Redirect(id => records.Find<Member>(Member.KeyOf(program, id))?.MergedInto);
        List<Segment> segments = SegmentPosting.Definitions(context, records);
        int evaluated = 0;
        int withheld = 0;
        foreach (string memberId in changed.Members())
        {
            SegmentEvaluation evaluation = _evaluation.Run(
                context,
                memberId,
                segments,
                segment => !segment.IsRetired && changed.Concern(memberId, segment.FieldNames),
                _evaluation.AreTagsAsked(context, memberId, segments, changed),
                changes);
            evaluated += evaluation.Evaluated;
            withheld += evaluation.Tags.Withheld;
        }

        if (!isTrial && !context.View.IsIncomplete)
        {
            telemetry.Evaluated(evaluated);
            telemetry.Withheld(withheld);
        }
    }
}
