using System.Runtime.CompilerServices;

namespace PrivateDomain.Sdk.Forecasts;

/// <summary>What every model checks before it computes.</summary>
internal static class Checks
{
    /// <summary>Beyond these no members are described, and the digits of a double run out.</summary>
    internal static double Parameter(double value, [CallerArgumentExpression(nameof(value))] string? name = null) => IsParameter(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "A parameter is a number from 1e-12 to 1e15.");

    internal static bool IsParameter(double value) => value is >= 1e-12 and <= 1e15;

    internal static double Horizon(double horizon) => double.IsFinite(horizon) && horizon >= 0
        ? horizon
        : throw new ArgumentOutOfRangeException(nameof(horizon), horizon, "A horizon is a finite number, 0 or more.");
}
