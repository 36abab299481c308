using MathNet.Numerics;

namespace PrivateDomain.Sdk.Forecasts;

/// <summary>Sums and differences of numbers that are known by their logarithms, and logarithms that keep their digits near zero.</summary>
internal static class LogSpace
{
    /// <summary>ln(e^left + e^right); either may be negative infinity.</summary>
    internal static double Add(double left, double right)
    {
        double high = Math.Max(left, right);
        return double.IsNegativeInfinity(high) ? high : high + OnePlus(Math.Exp(Math.Min(left, right) - high));
    }

    /// <summary>ln(1 + x), also where x is far below 1.</summary>
    internal static double OnePlus(double x) => x > 1 ? Math.Log(1 + x) : SpecialFunctions.Log1p(x);

    /// <summary>e^x - 1, also where x is near 0.</summary>
    /// <remarks>By sinh, which is exact to the last digits; MathNet's function of that name is a short Taylor polynomial and has seven.</remarks>
    internal static double ExpMinusOne(double x) => Math.Abs(x) < 1 ? 2 * Math.Sinh(x / 2) * Math.Exp(x / 2) : Math.Exp(x) - 1;

    /// <summary>ln Γ(x), for x above 0.</summary>
    internal static double Gamma(double x) => SpecialFunctions.GammaLn(x);

    /// <summary>ln B(x, y), for x and y above 0.</summary>
    internal static double Beta(double x, double y) => Gamma(x) + Gamma(y) - Gamma(x + y);

    /// <summary>1 / (1 + e^x); 0 and 1 at the ends, never NaN.</summary>
    internal static double Logistic(double minusLogOdds) => 1 / (1 + Math.Exp(minusLogOdds));
}
