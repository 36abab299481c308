using OrderReplay.Input;
using PrivateDomain.Sdk;
using PrivateDomain.Sdk.Forecasts;
using PrivateDomain.Sdk.Rfm;

namespace OrderReplay.Lifecycle;

/// <summary>What is to be told about the members, with every default filled in.</summary>
/// <param name="AsOf">The day of scores and stages; purchases after it do not count.</param>
/// <param name="CalibrationEnd">The last day that the models know of; not after <paramref name="AsOf"/>.</param>
/// <param name="Unit">The unit of the models' time.</param>
/// <param name="Horizon">How many units forecasts look ahead.</param>
/// <param name="Binning">The rule of the scores.</param>
/// <param name="Currency">The currency of the orders.</param>
internal sealed record LifecyclePlan(
    DateOnly AsOf, DateOnly CalibrationEnd, ForecastUnit Unit, int Horizon, RfmBinning Binning, Currency Currency)
{
    /// <summary>Fills in what the arguments leave to the file.</summary>
    /// <exception cref="UsageException">The days contradict each other or the file.</exception>
    public static LifecyclePlan Of(LifecycleArguments arguments, OrderFile orders)
    {
        DateOnly asOf = arguments.AsOf
            ?? (orders.LastOrderAt is { } last ? DayOf(last) : throw new UsageException($"{orders.Path} has refunds only, so --as-of has no default; name the day."));
        DateOnly calibrationEnd = arguments.CalibrationEnd ?? asOf;
        if (calibrationEnd > asOf)
        {
            throw new UsageException($"--calibration-end is {calibrationEnd:O}, after --as-of, {asOf:O}; the models cannot know more than is counted: name an earlier day, or a later --as-of.");
        }

        // A store that is kept may hold earlier orders than the file does; memory holds the file alone.
        DateOnly first = DayOf(orders.FirstEventAt);
        if (arguments.Store.Kind == ReplayStoreKind.Memory && calibrationEnd < first)
        {
            string name = arguments.CalibrationEnd is null ? "--as-of" : "--calibration-end";
            throw new UsageException($"{name} is {calibrationEnd:O}, before the first row of {orders.Path}, {first:O}; name that day or a later one.");
        }

        return new LifecyclePlan(asOf, calibrationEnd, arguments.Unit, arguments.Horizon, arguments.Binning, orders.Currency);
    }

    /// <summary>The day that a moment falls on: in UTC, which is the program's time zone unless the host says otherwise.</summary>
    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.UtcDateTime);
}
