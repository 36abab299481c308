namespace PrivateDomain.Sdk.Segments;

/// <summary>What became of a definition.</summary>
/// <param name="SegmentId">Which segment.</param>
/// <param name="Version">The version that is in force now.</param>
/// <param name="IsChanged">Whether there is a new version; not so when it was defined like this already.</param>
/// <remarks>An immutable value.</remarks>
public sealed record SegmentReceipt(SegmentId SegmentId, long Version, bool IsChanged);
