using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Rfm;

/// <summary>A run that scored the members as of a day: by which cuts, and what it came to. There is one for each day that was ever scored.</summary>
/// <remarks>An immutable value.</remarks>
public sealed record RfmRun : Record
{
    internal const string Place = "runs";

    /// <summary>The record type.</summary>
    public static RecordType<RfmRun> Schema { get; } = new RecordTypeBuilder<RfmRun>("rfm_runs", since: 2)
        .Text("cuts", r => r.Cuts)
        .Text("version", r => r.Version)
        .Boolean("is_complete", r => r.IsComplete)
        .Int64("members", r => r.Members)
        .Json("totals", r => r.Totals, RecordJson.Default.IReadOnlyListRfmSegmentTotal)
        .Build(static (ref row) => new RfmRun
        {
            Program = row.Program,
            Revision = row.Revision,
            AsOf = DayText.Parse(row.Id),
            Cuts = row.Text(),
            Version = row.Text(),
            IsComplete = row.Boolean(),
            Members = row.Int64(),
            Totals = row.Json(RecordJson.Default.IReadOnlyListRfmSegmentTotal),
        });

    /// <summary>The day.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The cuts on one line; <see cref="RfmCuts.Parse"/> reads it.</summary>
    public required string Cuts { get; init; }

    /// <summary>A digest of the cuts and names: see <see cref="RfmStanding.Version"/>.</summary>
    public required string Version { get; init; }

    /// <summary>Whether everybody was scored. One that was interrupted goes on when the same day is scored again, by the same cuts.</summary>
    public bool IsComplete { get; init; }

    /// <summary>How many members were scored.</summary>
    public long Members { get; init; }

    /// <summary>What the members of each named segment came to, by name in code-point order; segments of nobody are left out. Empty until the run is complete.</summary>
    public IReadOnlyList<RfmSegmentTotal> Totals { get; init; } = [];

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => Place;

    /// <inheritdoc/>
    public override string Id => DayText.Of(AsOf);

    /// <summary>The key of a day's run.</summary>
    /// <param name="program">The program.</param>
    /// <param name="asOf">The day.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, DateOnly asOf) => new(Schema, Place, program, DayText.Of(asOf));
}
