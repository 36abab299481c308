namespace PrivateDomain.Sdk.Segments;

/// <summary>Settings of segments.</summary>
public sealed class SegmentOptions
{
    /// <summary>The most segments that a program may have, the retired ones included.</summary>
    public const int MaxSegments = 1_000;

    /// <summary>
    /// Whether what changes a member changes his segments, in the same commit. Not by default: then nothing is done for them. Calling
    /// <see cref="Hosting.PrivateDomainBuilder.Segments"/> sets it.
    /// </summary>
    public bool AreKept { get; set; }
}
