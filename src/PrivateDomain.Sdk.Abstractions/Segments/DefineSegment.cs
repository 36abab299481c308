using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Segments;

/// <summary>Says which members belong to a segment from now on.</summary>
/// <param name="OperationId">The key of this write.</param>
/// <param name="SegmentId">Which segment; a new one is made, one that there is gets its next version.</param>
/// <param name="Rule">Who belongs to it.</param>
/// <remarks>An immutable value.</remarks>
public sealed record DefineSegment(OperationId OperationId, SegmentId SegmentId, SegmentRule Rule)
{
    /// <summary>A tag that whoever belongs to the segment has; <see langword="null"/> (the default) for none.</summary>
    public SegmentTag? Tag { get; init; }

    /// <summary>Who decided it: an id text, kept with the version.</summary>
    public string? Actor { get; init; }

    /// <summary>When; the time of the call when left out.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
