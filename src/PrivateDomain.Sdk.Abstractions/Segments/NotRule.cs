namespace PrivateDomain.Sdk.Segments;

/// <summary>Holds where its part does not.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class NotRule : SegmentRule
{
    internal NotRule(SegmentRule part)
        : base([part]) => Part = part;

    /// <summary>The part.</summary>
    public SegmentRule Part { get; }

    internal override void CollectFields(ISet<string> names) => Part.CollectFields(names);
}
