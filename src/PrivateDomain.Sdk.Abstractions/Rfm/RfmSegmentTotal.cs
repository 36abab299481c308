namespace PrivateDomain.Sdk.Rfm;

/// <summary>What the members of a named segment came to, when a run scored them.</summary>
/// <param name="Segment">The name.</param>
/// <param name="Members">How many members.</param>
/// <param name="Orders">How many orders of theirs count.</param>
/// <param name="Spend">What they came to without refunds, in minor units.</param>
/// <remarks>An immutable value.</remarks>
public sealed record RfmSegmentTotal(string Segment, long Members, long Orders, long Spend);
