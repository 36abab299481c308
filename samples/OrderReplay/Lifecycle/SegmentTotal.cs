namespace OrderReplay.Lifecycle;

/// <summary>What the members of a segment bought.</summary>
/// <param name="Members">How many they are.</param>
/// <param name="Orders">Their orders that count.</param>
/// <param name="Revenue">What these came to without what was refunded, in minor units.</param>
internal readonly record struct SegmentTotal(long Members, long Orders, long Revenue);
