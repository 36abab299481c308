namespace PrivateDomain.Sdk.Forecasts;

/// <summary>The hypergeometric function 2F1(1, b; c; z) for 0 ≤ z &lt; 1 and c > 1, which is the only one that the models need.</summary>
/// <remarks>
/// By the continued fraction of Gauss (DLMF 15.7.1 with one numerator parameter 0), evaluated as Lentz does. It converges like
/// ((1 - √(1-z)) / (1 + √(1-z)))^n: ten steps where the power series takes thirty, a thousand steps where the series takes a million. Next to z = 1, or should the
/// fraction not settle, Euler's integral takes over.
/// </remarks>
internal static class GaussFraction
{
    private const double Precision = 1e-16;
    private const double NextToOne = 1e-5;
    private const int MaxSteps = 10_000;

    /// <summary>The logarithm of the function.</summary>
    /// <param name="b">The second numerator parameter, above 0.</param>
    /// <param name="c">The denominator parameter, above 1.</param>
    /// <param name="z">0 or more, below 1.</param>
    /// <param name="rest">1 - z, with all its digits also where z is rounded to 1.</param>
    internal static double Log(double b, double c, double z, double rest) =>
        rest > NextToOne && Fraction(b, c, z) is { } value ? Math.Log(value) : Integral(b, c, rest);

    private static double? Fraction(double b, double c, double z)
    {
        if (z == 0)
        {
            return 1;
        }

        double fraction = c - 1;
        double numerator = fraction;
        double denominator = 0;
        for (int step = 1; step <= MaxSteps; step++)
        {
            int half = step / 2;
            double u = (step & 1) == 1 ? (b + half) * (c - 1 + half) : half * (c - 1 - b + half);
            double t = c - 1 + step;
            denominator = 1 / (t - (u * z * denominator));
            numerator = t - (u * z / numerator);
            double change = numerator * denominator;
            fraction *= change;
            if (Math.Abs(change - 1) <= Precision)
            {
                double value = (c - 1) / fraction;
                return double.IsFinite(value) && value >= 1 ? value : null;
            }
        }

        return null;
    }

    /// <summary>(c - 1) ∫ (1-u)^(c-2) (1 - z u)^-b du, where 1 - z u = (1-u) + (1-z) u.</summary>
    private static double Integral(double b, double c, double rest)
    {
        double logRest = Math.Log(rest);
        return Math.Log(c - 1) + UnitIntegral.Log((logU, logV) => logU + ((c - 1) * logV) - (b * LogSpace.Add(logV, logRest + logU)));
    }
}
