using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Segments;

/// <summary>How many members a segment has: a counter, changed by guarded adds only, so that a large segment is no bottleneck.</summary>
/// <remarks>An immutable value.</remarks>
public sealed record SegmentTally : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<SegmentTally> Schema { get; } = new RecordTypeBuilder<SegmentTally>("segment_tallies", since: 2)
        .Counter("members", r => r.Members, (r, value) => r with { Members = value })
        .Build(static (ref row) => new SegmentTally
        {
            Program = row.Program,
            Revision = row.Revision,
            SegmentId = row.Owner,
            Members = row.Int64(),
        });

    /// <summary>The counter.</summary>
    public static RecordColumn MembersColumn { get; } = Schema.Column("members");

    /// <summary>The segment.</summary>
    public required SegmentId SegmentId { get; init; }

    /// <summary>How many members belong to it.</summary>
    public long Members { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => SegmentId.Value;

    /// <inheritdoc/>
    public override string Id => "";

    /// <summary>The key of a segment's tally.</summary>
    /// <param name="program">The program.</param>
    /// <param name="segmentId">The segment.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, SegmentId segmentId) => new(Schema, segmentId.Value, program, "");
}
