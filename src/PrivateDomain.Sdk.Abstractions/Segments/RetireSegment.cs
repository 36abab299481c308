using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Segments;

/// <summary>Gives a segment up: from now on nobody belongs to it. Defining it again brings it back.</summary>
/// <param name="OperationId">The key of this write.</param>
/// <param name="SegmentId">Which segment.</param>
/// <remarks>An immutable value.</remarks>
public sealed record RetireSegment(OperationId OperationId, SegmentId SegmentId)
{
    /// <summary>Who decided it: an id text, kept with the version.</summary>
    public string? Actor { get; init; }

    /// <summary>When; the time of the call when left out.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
