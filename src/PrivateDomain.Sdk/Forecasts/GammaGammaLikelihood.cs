namespace PrivateDomain.Sdk.Forecasts;

/// <summary>The log-likelihood of Gamma-Gamma (Fader and Hardie 2013, equation 1a), in log space throughout.</summary>
internal static class GammaGammaLikelihood
{
    internal static double Sum(SpendGroup[] groups, double p, double q, double v)
    {
        var sum = new ExactSum();
        double shared = (q * Math.Log(v)) - LogSpace.Gamma(q);
        int x = 0;
        double ofX = 0;
        foreach (SpendGroup group in groups)
        {
            // The groups are sorted by x: what depends on x alone is computed once for each.
            if (group.X != x)
            {
                x = group.X;
                ofX = shared + LogSpace.Gamma((p * x) + q) - LogSpace.Gamma(p * x) + (p * x * Math.Log(x));
            }

            sum.Add(group.Members * (ofX + (((p * x) - 1) * Math.Log(group.Mean)) - (((p * x) + q) * Math.Log(v + (x * group.Mean)))));
        }

        return sum.Value;
    }
}
