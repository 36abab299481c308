namespace PrivateDomain.Sdk.Segments;

/// <summary>How many members a rule would hold for, so far or in all.</summary>
/// <param name="Members">How many members were looked at.</param>
/// <param name="Matching">For how many of them it holds.</param>
/// <remarks>An immutable value.</remarks>
public sealed record SegmentPreview(long Members, long Matching);
