using System.Globalization;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Segments;

/// <summary>A member entered or left a segment: appended once, in the commit that made it so.</summary>
/// <remarks>An immutable value. Of one member and segment, events are numbered without a gap, and entering and leaving take turns.</remarks>
public sealed record SegmentEvent : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<SegmentEvent> Schema { get; } = new RecordTypeBuilder<SegmentEvent>("segment_events", since: 2)
        .Text("segment_id", r => r.SegmentId.Value)
        .Int64("number", r => r.Number)
        .Int64("version", r => r.Version)
        .Instant("at", r => r.At)
        .Text("operation", r => r.Operation)
        .Index("by_segment", IndexScope.Program, "segment_id", "at")
        .Build(static (ref row) => new SegmentEvent
        {
            Program = row.Program,
            Revision = row.Revision,
            MemberId = row.Owner,
            SegmentId = row.Text(),
            Number = row.Int64(),
            Version = row.Int64(),
            At = row.Instant(),
            Operation = row.Text(),
        });

    /// <summary>The events of a segment, by time.</summary>
    public static RecordIndex BySegment { get; } = Schema.Index("by_segment");

    /// <summary>The member.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>The segment.</summary>
    public required SegmentId SegmentId { get; init; }

    /// <summary>The number among the events of this member and segment, from 1: odd ones enter, even ones leave.</summary>
    public required long Number { get; init; }

    /// <summary>What happened.</summary>
    public SegmentEventKind Kind => Number % 2 == 1 ? SegmentEventKind.Entered : SegmentEventKind.Left;

    /// <summary>The version of the segment that decided it.</summary>
    public required long Version { get; init; }

    /// <summary>The time of the decision.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What made it so, as kind and key.</summary>
    public required string Operation { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => MemberId.Value;

    /// <inheritdoc/>
    public override string Id => string.Create(CultureInfo.InvariantCulture, $"{SegmentId.Value}/{Number:D19}");
}
