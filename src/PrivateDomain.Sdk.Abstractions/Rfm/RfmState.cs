using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Rfm;

/// <summary>A member's scores and named segment as they are stored: what the last run that changed something of them found.</summary>
/// <remarks>An immutable value. It keeps no amounts.</remarks>
public sealed record RfmState : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<RfmState> Schema { get; } = new RecordTypeBuilder<RfmState>("rfm_states", since: 2)
        .Int64("recency", r => r.Recency)
        .Int64("frequency", r => r.Frequency)
        .Int64("monetary", r => r.Monetary)
        .OptionalText("segment", r => r.Segment)
        .Text("since_day", r => DayText.Of(r.Since))
        .Text("scored_day", r => DayText.Of(r.ScoredOn))
        .Text("version", r => r.Version)
        .Int64("entries", r => r.Entries)
        .Index("by_segment", IndexScope.Program, "segment")
        .Build(static (ref row) => new RfmState
        {
            Program = row.Program,
            Revision = row.Revision,
            MemberId = row.Owner,
            Recency = row.Int64(),
            Frequency = row.Int64(),
            Monetary = row.Int64(),
            Segment = row.OptionalText(),
            Since = DayText.Parse(row.Text()),
            ScoredOn = DayText.Parse(row.Text()),
            Version = row.Text(),
            Entries = row.Int64(),
        });

    /// <summary>The members by named segment, then by id. Who is not scored is not in it.</summary>
    public static RecordIndex BySegment { get; } = Schema.Index("by_segment");

    /// <summary>The member.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>R, from 1 (worst) to the number of bins; 0 where no order of his counts any more.</summary>
    public required long Recency { get; init; }

    /// <summary>F, likewise.</summary>
    public required long Frequency { get; init; }

    /// <summary>M, likewise.</summary>
    public required long Monetary { get; init; }

    /// <summary>The named segment; <see langword="null"/> where no order of his counts any more.</summary>
    public string? Segment { get; init; }

    /// <summary>The day of the run that brought these scores and this segment.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>The day of the run that found them last by other cuts or names than before. The runs since have found the same.</summary>
    public required DateOnly ScoredOn { get; init; }

    /// <summary>A digest of the cuts and names that they go by: see <see cref="RfmStanding.Version"/>.</summary>
    public required string Version { get; init; }

    /// <summary>How many entries his history has.</summary>
    public long Entries { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => MemberId.Value;

    /// <inheritdoc/>
    public override string Id => "";

    /// <summary>The key of a member's state.</summary>
    /// <param name="program">The program.</param>
    /// <param name="memberId">The member.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, MemberId memberId) => new(Schema, memberId.Value, program, "");
}
