namespace PrivateDomain.Sdk.Forecasts;

/// <summary>The log-likelihood of Pareto/NBD, in log space throughout.</summary>
internal static class ParetoNbdLikelihood
{
    /// <summary>A search that has come to a mean time between purchases a hundred thousand times the mean stay, or the reverse, is lost; it need not be slow as well.</summary>
    private const double MostApart = 1e5;

    /// <summary>The log-likelihood for a search, which has nothing to find where the two times lie very far apart.</summary>
    internal static double SumInSearch(HistoryGroup[] groups, double r, double alpha, double s, double beta) =>
        alpha / beta is > 1 / MostApart and < MostApart ? Sum(groups, r, alpha, s, beta) : double.NaN;

    internal static double Sum(HistoryGroup[] groups, double r, double alpha, double s, double beta)
    {
        var sum = new ExactSum();
        double shared = (r * Math.Log(alpha)) + (s * Math.Log(beta)) - LogSpace.Gamma(r);
        int x = -1;
        double ofX = 0;
        double lastPurchase = -1;
        double leftAfterLast = 0;
        foreach (HistoryGroup group in groups)
        {
            // The groups are sorted by x, then by the last purchase: what depends on these alone is computed once.
            if (group.X != x)
            {
                x = group.X;
                ofX = shared + LogSpace.Gamma(r + x);
                lastPurchase = -1;
            }

            if (group.LastPurchase != lastPurchase)
            {
                lastPurchase = group.LastPurchase;
                leftAfterLast = ParetoNbdTerms.LogLeftAfter(x, lastPurchase, r, alpha, s, beta);
            }

            double left = ParetoNbdTerms.LogDifference(leftAfterLast, ParetoNbdTerms.LogLeftAfter(x, group.Observed, r, alpha, s, beta));
            sum.Add(group.Members * (ofX + LogSpace.Add(ParetoNbdTerms.LogAlive(x, group.Observed, r, alpha, s, beta), left)));
        }

        return sum.Value;
    }
}
