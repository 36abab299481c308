using System.Runtime.CompilerServices;

namespace PrivateDomain.Sdk.Forecasts;

/// <summary>What every model checks before it computes.</summary>
internal static class Checks
{
    internal static double Positive(double value, [CallerArgumentExpression(nameof(value))] string? name = null) => double.IsFinite(value) && value > 0
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "A parameter is a finite number above 0.");

    internal static double Horizon(double horizon) => double.IsFinite(horizon) && horizon >= 0
        ? horizon
        : throw new ArgumentOutOfRangeException(nameof(horizon), horizon, "A horizon is a finite number, 0 or more.");
}
