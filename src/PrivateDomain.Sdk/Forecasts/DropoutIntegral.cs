namespace PrivateDomain.Sdk.Forecasts;

/// <summary>The expected number of purchases of <see cref="PurchaseSeries"/> for horizons so long that its series would have a million terms.</summary>
/// <remarks>
/// E over p of Beta(a, b) of (1 - (1 + p e^w)^-s) / p, where w = ln(t / (α + T)): an integral over all log odds of p, by the trapezoidal rule in sinh, whose error
/// falls exponentially with the number of nodes (Takahasi and Mori 1974). The step is halved until two results agree.
/// </remarks>
internal static class DropoutIntegral
{
    private const double Agreement = 1e-12;
    private const int MaxHalvings = 8;

    /// <summary>sinh(12) is 81,000: beyond it even a = 0.0005 leaves nothing.</summary>
    private const double Reach = 12;

    internal static double Expected(double a, double b, double s, double logRatio)
    {
        double step = 1.0 / 32;
        double last = Trapezoid(a, b, s, logRatio, step);
        for (int i = 0; i < MaxHalvings; i++)
        {
            step /= 2;
            double next = Trapezoid(a, b, s, logRatio, step);
            if (Math.Abs(next - last) <= Agreement * next)
            {
                return next;
            }

            last = next;
        }

        return last;
    }

    private static double Trapezoid(double a, double b, double s, double logRatio, double step)
    {
        var sum = new ExactSum();
        int nodes = (int)(Reach / step);
        double logBeta = LogSpace.Beta(a, b);
        for (int i = -nodes; i <= nodes; i++)
        {
            double y = Math.Sinh(i * step);
            double logP = -LogSpace.Add(0, -y);
            double logRest = -LogSpace.Add(0, y);
            double logReturns = LogReturns(s, logP + logRatio);
            sum.Add(Math.Exp(((a - 1) * logP) + (b * logRest) + logReturns - logBeta) * Math.Cosh(i * step));
        }

        return sum.Value * step;
    }

    /// <summary>ln(1 - (1 + e^w)^-s), which is ln s + w where e^w is next to nothing.</summary>
    private static double LogReturns(double s, double w) => w + Math.Log(Math.Max(s, 1)) < -37
        ? Math.Log(s) + w
        : Math.Log(-LogSpace.ExpMinusOne(-s * LogSpace.Add(0, w)));
}
