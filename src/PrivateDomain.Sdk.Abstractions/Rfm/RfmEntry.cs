using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Rfm;

/// <summary>A line of a member's RFM history: from a run's day on he had other scores, or another segment. Appended, never changed.</summary>
/// <remarks>An immutable value. A member has at most one for each run; a run that finds the same adds none.</remarks>
public sealed record RfmEntry : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<RfmEntry> Schema { get; } = new RecordTypeBuilder<RfmEntry>("rfm_entries", since: 2)
        .Text("as_of", r => DayText.Of(r.AsOf))
        .Int64("recency", r => r.Recency)
        .Int64("frequency", r => r.Frequency)
        .Int64("monetary", r => r.Monetary)
        .OptionalText("segment", r => r.Segment)
        .Text("version", r => r.Version)
        .Instant("at", r => r.At)
        .Build(static (ref row) => new RfmEntry
        {
            Program = row.Program,
            Revision = row.Revision,
            MemberId = row.Owner,
            Number = NumberText.Parse(row.Id),
            AsOf = DayText.Parse(row.Text()),
            Recency = row.Int64(),
            Frequency = row.Int64(),
            Monetary = row.Int64(),
            Segment = row.OptionalText(),
            Version = row.Text(),
            At = row.Instant(),
        });

    /// <summary>The member.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>The number among the member's entries: 1, 2, 3 … without gap.</summary>
    public required long Number { get; init; }

    /// <summary>The day of the run.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>R; 0 where no order of his counted any more.</summary>
    public required long Recency { get; init; }

    /// <summary>F; 0 where no order of his counted any more.</summary>
    public required long Frequency { get; init; }

    /// <summary>M; 0 where no order of his counted any more.</summary>
    public required long Monetary { get; init; }

    /// <summary>The named segment; <see langword="null"/> where no order of his counted any more.</summary>
    public string? Segment { get; init; }

    /// <summary>A digest of the cuts and names: entries compare only if it is the same.</summary>
    public required string Version { get; init; }

    /// <summary>The time of the decision.</summary>
    public required DateTimeOffset At { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => MemberId.Value;

    /// <inheritdoc/>
    public override string Id => NumberText.Of(Number);
}
