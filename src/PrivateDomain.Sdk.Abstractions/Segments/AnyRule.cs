namespace PrivateDomain.Sdk.Segments;

/// <summary>Holds where at least one of its parts holds.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class AnyRule : SegmentRule
{
    internal AnyRule(IReadOnlyList<SegmentRule> parts)
        : base(parts) => Parts = RuleParts.Copy(parts);

    /// <summary>The parts, at least one.</summary>
    public IReadOnlyList<SegmentRule> Parts { get; }

    internal override void CollectFields(ISet<string> names) => RuleParts.CollectFields(Parts, names);
}
