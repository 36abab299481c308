namespace PrivateDomain.Sdk.Forecasts;

/// <summary>The hypergeometric function 2F1(1, b; c; z) for 0 ≤ z &lt; 1, which is the only one that the models need.</summary>
/// <remarks>
/// By the continued fraction of Gauss (DLMF 15.7.1 with one numerator parameter 0), evaluated as Lentz does. It converges like
/// ((1 - √(1-z)) / (1 + √(1-z)))^n: ten steps where the power series takes thirty, a thousand steps where the series takes a million.
/// </remarks>
internal static class GaussFraction
{
    private const double Precision = 1e-16;

    /// <summary>Enough for 1 - z of 1e-8; what lies beyond, no likelihood's maximum needs.</summary>
    private const int MaxSteps = 100_000;

    /// <returns>The value, or NaN where the fraction does not settle: a search takes that for a place to leave.</returns>
    internal static double Evaluate(double b, double c, double z)
    {
        if (z == 0)
        {
            return 1;
        }

        double t = c - 1;
        double fraction = t;
        double numerator = t;
        double denominator = 0;
        for (int step = 1; step <= MaxSteps; step++)
        {
            int half = step / 2;
            double u = (step & 1) == 1 ? (b + half) * (c - 1 + half) : half * (c - 1 - b + half);
            t = c - 1 + step;
            denominator = 1 / (t - (u * z * denominator));
            numerator = t - (u * z / numerator);
            double change = numerator * denominator;
            fraction *= change;
            if (Math.Abs(change - 1) <= Precision)
            {
                return (c - 1) / fraction;
            }

            if (!double.IsFinite(fraction))
            {
                return double.NaN;
            }
        }

        return double.NaN;
    }
}
