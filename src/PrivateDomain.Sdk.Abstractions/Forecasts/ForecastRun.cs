using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Forecasts;

/// <summary>A run that forecast all buyers as of a day: by which model, and what it came to. There is one for each day that was ever forecast.</summary>
/// <remarks>An immutable value.</remarks>
public sealed record ForecastRun : Record
{
    internal const string Place = "runs";

    private static readonly string[] s_models = ["pareto_nbd", "bg_nbd"];

    /// <summary>The record type.</summary>
    public static RecordType<ForecastRun> Schema { get; } = new RecordTypeBuilder<ForecastRun>("forecast_runs", since: 2)
        .Text("model", r => s_models[(int)r.Model])
        .Text("parameters", r => r.Parameters)
        .OptionalText("spend_parameters", r => r.SpendParameters)
        .Int64("horizon_days", r => r.HorizonDays)
        .Text("version", r => r.Version)
        .Boolean("is_complete", r => r.IsComplete)
        .Int64("members", r => r.Members)
        .Int64("expected_purchases", r => r.ExpectedPurchasesBillionths)
        .OptionalInt64("expected_value", r => r.ExpectedValue)
        .Build(static (ref row) => new ForecastRun
        {
            Program = row.Program,
            Revision = row.Revision,
            AsOf = DayText.Parse(row.Id),
            Model = (PurchaseModelKind)Array.IndexOf(s_models, row.Text()),
            Parameters = row.Text(),
            SpendParameters = row.OptionalText(),
            HorizonDays = row.Int64(),
            Version = row.Text(),
            IsComplete = row.Boolean(),
            Members = row.Int64(),
            ExpectedPurchasesBillionths = row.Int64(),
            ExpectedValue = row.OptionalInt64(),
        });

    /// <summary>The day through which purchases were looked at.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The model of purchases.</summary>
    public required PurchaseModelKind Model { get; init; }

    /// <summary>
    /// Its four parameters, exactly, one blank between them: r, alpha, s, beta of Pareto/NBD or r, alpha, a, b of BG/NBD, in weeks. Read as doubles
    /// they make the model that answers as the fitted one did.
    /// </summary>
    public required string Parameters { get; init; }

    /// <summary>The parameters p, q, v of Gamma-Gamma, in minor units; <see langword="null"/> where the run forecast no value.</summary>
    public string? SpendParameters { get; init; }

    /// <summary>How far it looks ahead.</summary>
    public required long HorizonDays { get; init; }

    /// <summary>A digest of model, parameters and horizon: forecasts compare only if it is the same.</summary>
    public required string Version { get; init; }

    /// <summary>Whether everybody was forecast. One that was interrupted goes on when the same day is run again, by the same parameters.</summary>
    public bool IsComplete { get; init; }

    /// <summary>How many members were forecast; zero until the run is complete.</summary>
    public long Members { get; init; }

    /// <summary>The purchases to expect of all of them together, in billionths; the largest 64-bit integer where that is exceeded.</summary>
    public long ExpectedPurchasesBillionths { get; init; }

    /// <summary>What all of them are worth together, in minor units; <see langword="null"/> where the run forecast no value.</summary>
    public long? ExpectedValue { get; init; }

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
