using System.Globalization;
using OrderReplay.Output;
using PrivateDomain.Sdk.Forecasts;
using PrivateDomain.Sdk.Rfm;

namespace OrderReplay.Lifecycle;

/// <summary>What the command line asks of the verb <c>lifecycle</c>.</summary>
internal sealed record LifecycleArguments
{
    public const string Usage =
        """
        Usage: OrderReplay lifecycle --orders FILE --out DIR [--as-of DATE] [--calibration-end DATE] [--unit week|day] [--horizon N]
                                     [--rfm quantile|quantile-plus-one] [--store STORE]

          --orders FILE           shop events: event_id,kind,order_id,member_id,occurred_at,amount,currency
          --out DIR               where models.json, members.csv and segments.json go
          --as-of DATE            the day of scores and stages; later orders do not count
                                                                (default: the day of the last order)
          --calibration-end DATE  the last day that the models know of; forecasts begin after it
                                                                (default: as-of)
          --unit UNIT             week or day: the unit of the models' time and of the horizon
                                                                (default week)
          --horizon N             how many units forecasts look ahead, 1 to 36500
                                                                (default 39)
          --rfm RULE              quantile or quantile-plus-one  (default quantile)
          --store STORE           memory, sqlite:PATH or postgres:CONNECTION_STRING
                                                                (default memory)

        A DATE is written 2024-06-18; days are days in UTC.
        """;

    private const int LongestHorizon = 36_500;

    public string Orders { get; private init; } = "";

    public string Out { get; private init; } = "";

    /// <summary>The day of scores and stages; <see langword="null"/> for the day of the last order.</summary>
    public DateOnly? AsOf { get; private init; }

    /// <summary>The last day that the models know of; <see langword="null"/> for <see cref="AsOf"/>.</summary>
    public DateOnly? CalibrationEnd { get; private init; }

    public ForecastUnit Unit { get; private init; } = ForecastUnit.Week;

    /// <summary>How many units forecasts look ahead: as many as the published ones do.</summary>
    public int Horizon { get; private init; } = 39;

    public RfmBinning Binning { get; private init; } = RfmBinning.Quantile;

    public ReplayStore Store { get; private init; } = new(ReplayStoreKind.Memory, "");

    public bool Help { get; private init; }

    /// <exception cref="UsageException">An argument is missing, unknown, stands twice, or has no usable value.</exception>
    public static LifecycleArguments Parse(IReadOnlyList<string> args)
    {
        var given = NamedArguments.Read(
            args, "--orders", "--out", "--as-of", "--calibration-end", "--unit", "--horizon", "--rfm", "--store");
        var defaults = new LifecycleArguments { Help = given.Help };
        return given.Help ? defaults : defaults with
        {
            Orders = given["--orders"] ?? throw new UsageException("--orders is missing: name the file of the orders."),
            Out = OutputFolder.Require(given["--out"] ?? throw new UsageException("--out is missing: name the folder for the results.")),
            AsOf = DateOf("--as-of", given),
            CalibrationEnd = DateOf("--calibration-end", given),
            Unit = given["--unit"] is { } unit ? UnitOf(unit) : defaults.Unit,
            Horizon = given["--horizon"] is { } horizon ? HorizonOf(horizon) : defaults.Horizon,
            Binning = given["--rfm"] is { } rule ? BinningOf(rule) : defaults.Binning,
            Store = given["--store"] is { } store ? ReplayStore.Parse(store) : defaults.Store,
        };
    }

    // Between the years that the SDK takes times of: a year typed wrongly is not computed with.
    private static DateOnly? DateOf(string name, NamedArguments given) => given[name] is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) && date.Year is >= 1900 and <= 9000 ? date
        : throw new UsageException($"{name} is '{text}'; write a date as 2024-06-18, between the years 1900 and 9000.");

    private static ForecastUnit UnitOf(string text) => text switch
    {
        "week" => ForecastUnit.Week,
        "day" => ForecastUnit.Day,
        _ => throw new UsageException($"--unit is '{text}'; it is week or day."),
    };

    private static int HorizonOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int units) && units is >= 1 and <= LongestHorizon
            ? units
            : throw new UsageException($"--horizon is '{text}'; write a whole number of units, 1 to {LongestHorizon}.");

    private static RfmBinning BinningOf(string text) => text switch
    {
        "quantile" => RfmBinning.Quantile,
        "quantile-plus-one" => RfmBinning.QuantilePlusOne,
        _ => throw new UsageException($"--rfm is '{text}'; it is quantile or quantile-plus-one."),
    };
}
