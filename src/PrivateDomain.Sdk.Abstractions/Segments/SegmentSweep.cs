namespace PrivateDomain.Sdk.Segments;

/// <summary>What looking at members again has come to, so far or in all.</summary>
/// <param name="Members">How many members were looked at.</param>
/// <param name="Evaluated">How many rules were evaluated.</param>
/// <param name="Entered">How often a member entered a segment.</param>
/// <param name="Left">How often a member left one.</param>
/// <remarks>An immutable value.</remarks>
public sealed record SegmentSweep(long Members, long Evaluated, long Entered, long Left);
