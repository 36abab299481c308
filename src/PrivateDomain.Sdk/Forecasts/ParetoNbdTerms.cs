namespace PrivateDomain.Sdk.Forecasts;

/// <summary>What a history says under Pareto/NBD, as logarithms up to a common factor: that the member is still there, and that he left after his last purchase.</summary>
/// <remarks>
/// Schmittlein, Morrison and Colombo, "Counting Your Customers", Management Science 33 (1987), in the form of Fader and Hardie, "A Note on Deriving the Pareto/NBD
/// Model" (2005). "Still there" is (α+T)^-(r+x) (β+T)^-s, and "left" is the integral of s (α+y)^-(r+x) (β+y)^-(s+1) over y from t_x to T: the difference of
/// two integrals to infinity, each a 2F1 with a branch for α ≥ β and one for α &lt; β. Euler's transformation turns each into a 2F1(1, b; c; z) of positive terms.
/// The difference costs no digits of the likelihood, because the integral from T is never more than "still there".
/// </remarks>
internal static class ParetoNbdTerms
{
    /// <summary>ln of (α+T)^-(r+x) (β+T)^-s.</summary>
    internal static double LogAlive(int x, double observed, double r, double alpha, double s, double beta) =>
        -((r + x) * Math.Log(alpha + observed)) - (s * Math.Log(beta + observed));

    /// <summary>ln of the integral of s (α+y)^-(r+x) (β+y)^-(s+1) over y from a time to infinity.</summary>
    internal static double LogLeftAfter(int x, double time, double r, double alpha, double s, double beta)
    {
        double shape = r + x;
        double all = shape + s;
        double fromAlpha = alpha + time;
        double fromBeta = beta + time;
        return alpha >= beta
            ? Math.Log(s / all) - (s * Math.Log(fromBeta)) - (shape * Math.Log(fromAlpha))
                + GaussFraction.Log(shape, all + 1, (alpha - beta) / fromAlpha, fromBeta / fromAlpha)
            : Math.Log(s / all) - ((s + 1) * Math.Log(fromBeta)) - ((shape - 1) * Math.Log(fromAlpha))
                + GaussFraction.Log(s + 1, all + 1, (beta - alpha) / fromBeta, fromAlpha / fromBeta);
    }

    /// <summary>ln(e^more - e^less); negative infinity where rounding has made them equal or changed their order.</summary>
    internal static double LogDifference(double more, double less) =>
        less < more ? more + Math.Log(-LogSpace.ExpMinusOne(less - more)) : double.IsNaN(more - less) ? double.NaN : double.NegativeInfinity;
}
