using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Lifecycle;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Segments;

/// <summary>Lets the segments of a member follow whatever changes what is known of him: the rules that ask for it are evaluated, and no other.</summary>
internal sealed class SegmentFollower(PrivateDomainOptions options, PipelineTelemetry telemetry) : IFollower
{
    private readonly Currency _currency = options.Currency;
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone);
    private readonly LifecycleTerms _terms = options.Lifecycle.ToTerms();

    public void Follow(in DecisionContext context, Changes changes, bool isTrial)
    {
        var changed = MemberChanges.Of(changes);
        if (changed.All.Count == 0)
        {
            return;
        }

        var records = new Overlay(context.View, changes);
        List<Segment> segments = SegmentPosting.Definitions(context, records);
        BusinessDay day = BusinessDay.Of(context.Now, _zone);
        var following = new Changes();
        int evaluated = 0;
        foreach (string memberId in changed.Members())
        {
            List<Segment> concerned = segments.FindAll(segment => !segment.IsRetired && changed.Concern(memberId, segment.FieldNames));
            var facts = new StoredFacts(records, context.Program, memberId, _currency, day, _terms);
            evaluated += SegmentPosting.Post(context, memberId, concerned, facts, day, following).Evaluated;
        }

        if (context.View.IsIncomplete)
        {
            return;
        }

        changes.AddAll(following);
        if (!isTrial)
        {
            telemetry.Evaluated(evaluated);
        }
    }
}
