using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Segments;

/// <summary>How a member stands to a segment. There is one for everybody who belongs to it, ever did, or may come to by days going by.</summary>
/// <remarks>An immutable value.</remarks>
public sealed record SegmentStanding : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<SegmentStanding> Schema { get; } = new RecordTypeBuilder<SegmentStanding>("segment_standings", since: 2)
        .Boolean("is_in", r => r.IsIn)
        .Instant("since", r => r.Since)
        .Int64("changes", r => r.Changes)
        .OptionalInstant("next_change_at", r => r.NextChangeAt)
        .OptionalText("segment_in", r => r.IsIn ? r.SegmentId.Value : null)
        .Index("due", IndexScope.Program, "next_change_at")
        .Index("members", IndexScope.Program, "segment_in")
        .ReadInPrimaryOrder()
        .Build(static (ref row) =>
        {
            var standing = new SegmentStanding
            {
                Program = row.Program,
                Revision = row.Revision,
                MemberId = row.Owner,
                SegmentId = row.Id,
                IsIn = row.Boolean(),
                Since = row.Instant(),
                Changes = row.Int64(),
                NextChangeAt = row.OptionalInstant(),
            };
            row.Skip();
            return standing;
        });

    /// <summary>The standings that may change by themselves, by the day on which they may.</summary>
    public static RecordIndex Due { get; } = Schema.Index("due");

    /// <summary>Who is in, by segment and member.</summary>
    public static RecordIndex MembersIn { get; } = Schema.Index("members");

    /// <summary>The member.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>The segment.</summary>
    public required SegmentId SegmentId { get; init; }

    /// <summary>Whether he belongs to it.</summary>
    public bool IsIn { get; init; }

    /// <summary>Since when that is so: the time of the decision that found it out.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>How often he entered or left, which is the number of his events.</summary>
    public long Changes { get; init; }

    /// <summary>From when on that may change with nothing happening but days going by; <see langword="null"/> when it cannot.</summary>
    public DateTimeOffset? NextChangeAt { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => MemberId.Value;

    /// <inheritdoc/>
    public override string Id => SegmentId.Value;

    /// <summary>The key of a standing.</summary>
    /// <param name="program">The program.</param>
    /// <param name="memberId">The member.</param>
    /// <param name="segmentId">The segment.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, MemberId memberId, SegmentId segmentId) => new(Schema, memberId.Value, program, segmentId.Value);
}
