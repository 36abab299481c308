namespace PrivateDomain.Sdk.Segments;

/// <summary>What looking at members again has come to, so far or in all.</summary>
/// <param name="Members">How many members were looked at.</param>
/// <param name="Evaluated">How many rules were evaluated.</param>
/// <param name="Entered">How often a member entered a segment.</param>
/// <param name="Left">How often a member left one.</param>
/// <remarks>An immutable value.</remarks>
public sealed record SegmentSweep(long Members, long Evaluated, long Entered, long Left)
{
    /// <summary>How many tags segments set: those that were not there, or were another segment's.</summary>
    public long TagsSet { get; init; }

    /// <summary>How many tags of segments were removed.</summary>
    public long TagsRemoved { get; init; }

    /// <summary>How many tags of segments the members looked at lack because they have as many tags as a member may have.</summary>
    public long TagsWithheld { get; init; }
}
