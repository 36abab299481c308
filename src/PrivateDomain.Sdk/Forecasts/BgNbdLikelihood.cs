namespace PrivateDomain.Sdk.Forecasts;

/// <summary>The log-likelihood of BG/NBD (Fader, Hardie and Lee 2005, equation 6), in log space throughout.</summary>
internal static class BgNbdLikelihood
{
    internal static double Sum(HistoryGroup[] groups, double r, double alpha, double a, double b)
    {
        var sum = new ExactSum();
        double shared = (r * Math.Log(alpha)) - LogSpace.Gamma(r) - LogSpace.Beta(a, b);
        double logA = Math.Log(a);
        int x = -1;
        double ofX = 0;
        foreach (HistoryGroup group in groups)
        {
            // The groups are sorted by x: what depends on x alone is computed once for each.
            if (group.X != x)
            {
                x = group.X;
                ofX = shared + LogSpace.Gamma(r + x) + LogSpace.Beta(a, b + x);
            }

            double stayed = -(r + x) * Math.Log(alpha + group.Observed);
            double any = x == 0
                ? stayed
                : LogSpace.Add(stayed, logA - Math.Log(b + (x - 1)) - ((r + x) * Math.Log(alpha + group.LastPurchase)));
            sum.Add(group.Members * (ofX + any));
        }

        return sum.Value;
    }
}
