using PrivateDomain.Sdk.Lifecycle;
using PrivateDomain.Sdk.Rfm;

namespace OrderReplay.Lifecycle;

/// <summary>Adds up the members: by segment, by stage, and what is expected of all.</summary>
internal sealed class AssessmentTally
{
    private readonly Dictionary<string, SegmentTotal> _segments = [];
    private readonly SortedDictionary<LifecycleStage, long> _stages = [];

    /// <summary>Members by stage.</summary>
    public IReadOnlyDictionary<LifecycleStage, long> Stages => _stages;

    /// <summary>Purchases that BG/NBD expects of all members.</summary>
    public double PurchasesBgNbd { get; private set; }

    /// <summary>Purchases that Pareto/NBD expects of all members.</summary>
    public double PurchasesParetoNbd { get; private set; }

    /// <summary>What all members are expected to spend, in units of the currency.</summary>
    public double Value { get; private set; }

    public void Add(MemberAssessment member)
    {
        _stages[member.Stage] = _stages.GetValueOrDefault(member.Stage) + 1;
        PurchasesBgNbd += member.Forecast?.PurchasesBgNbd ?? 0;
        PurchasesParetoNbd += member.Forecast?.PurchasesParetoNbd ?? 0;
        Value += member.Forecast?.Value ?? 0;
        if (member.Standing?.Segment is { } segment)
        {
            SegmentTotal sum = _segments.GetValueOrDefault(segment);
            _segments[segment] = new SegmentTotal(sum.Members + 1, sum.Orders + member.Buyer.Orders, checked(sum.Revenue + member.Buyer.Spend));
        }
    }

    /// <summary>The segments in the order of the table: every named one, and the rest only where somebody is in it.</summary>
    public IEnumerable<(string Name, SegmentTotal Total)> Segments()
    {
        RfmSegmentTable table = RfmSegmentTable.Default;
        IEnumerable<string> names = table.Segments.Select(static row => row.Name);
        return (_segments.ContainsKey(table.Otherwise) ? names.Append(table.Otherwise) : names).Select(name => (name, _segments.GetValueOrDefault(name)));
    }
}
