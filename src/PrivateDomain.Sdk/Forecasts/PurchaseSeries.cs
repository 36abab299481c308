namespace PrivateDomain.Sdk.Forecasts;

/// <summary>The expected number of purchases of a member who is alive under BG/NBD.</summary>
/// <remarks>
/// Given that he never leaves, the number of purchases K ahead is negative binomial with shape s = r + x and z = t / (α + T + t); he makes the j-th of them if he
/// survived the j - 1 before it, which has the probability E[(1-p)^(j-1)] under the Beta(a, b + x) of his dropout. Hence
/// E = Σ_k P(K = k) Σ_{j&lt;k} (b+x)_j / (a+b+x)_j: the closed form of Fader, Hardie and Lee (equation 10) without its 2F1, whose difference from one loses all digits
/// for short horizons and which divides zero by zero at a = 1. Every term here is positive.
/// </remarks>
internal static class PurchaseSeries
{
    private const int MaxTerms = 1_000_000;
    private const double Precision = 1e-17;
    private const double Large = 1e200;

    /// <param name="a">The dropout's first parameter.</param>
    /// <param name="b">The dropout's second parameter, b + x.</param>
    /// <param name="s">The shape of the rate, r + x.</param>
    /// <param name="rate">The rate parameter of the rate, α + T.</param>
    /// <param name="horizon">t, 0 or more.</param>
    internal static double Expected(double a, double b, double s, double rate, double horizon)
    {
        double ratio = horizon / rate;
        if (ratio == 0)
        {
            return 0;
        }

        // The terms that matter reach a few standard deviations beyond the mean, s * ratio, and the tail falls off like z^k.
        return (s + 40) * (ratio + 1) < MaxTerms / 4 ? Sum(a, b, s, ratio) : Integral(a, b, s, Math.Log(horizon) - Math.Log(rate));
    }

    /// <summary>E over p of Beta(a, b) of (1 - (1 + p e^w)^-s) / p, where w = ln(t / (α + T)).</summary>
    private static double Integral(double a, double b, double s, double w)
    {
        double log = UnitIntegral.Log((logP, logRest) => ((a - 1) * logP) + (b * logRest) + LogReturns(s, logP + w)) - LogSpace.Beta(a, b);
        return Math.Min(double.MaxValue, Math.Exp(log));
    }

    /// <summary>ln(1 - (1 + e^w)^-s), which is ln s + w where e^w is next to nothing.</summary>
    private static double LogReturns(double s, double w) => w + Math.Log(Math.Max(s, 1)) < -37
        ? Math.Log(s) + w
        : Math.Log(-LogSpace.ExpMinusOne(-s * LogSpace.Add(0, w)));

    private static double Sum(double a, double b, double s, double ratio)
    {
        double z = ratio / (1 + ratio);

        // P(K = 0) may be e^-10000: the weights start at 1, and the scale is kept apart.
        double logScale = -s * LogSpace.OnePlus(ratio);
        double weight = 1;
        double survived = 1;
        double made = 0;
        double sum = 0;
        for (int k = 1; k <= MaxTerms; k++)
        {
            weight *= z * (s + k - 1) / k;
            made += survived;
            survived *= (b + k - 1) / (a + b + k - 1);
            double term = weight * made;
            sum += term;
            double next = z * (s + k) / (k + 1) * (1 + (1.0 / k));
            if (next < 1 && term * next <= Precision * sum * (1 - next))
            {
                break;
            }

            if (weight > Large)
            {
                weight /= Large;
                sum /= Large;
                logScale += Math.Log(Large);
            }
        }

        return Math.Exp(Math.Log(sum) + logScale);
    }
}
