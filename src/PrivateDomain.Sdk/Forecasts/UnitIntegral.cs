namespace PrivateDomain.Sdk.Forecasts;

/// <summary>Integrals over a probability, 0 to 1, of a positive function that may rise without bound at both ends.</summary>
/// <remarks>
/// The variable is the log odds y, and y = sinh(k h): the trapezoidal rule, whose error falls exponentially with the number of nodes (Takahasi and Mori 1974).
/// The step is halved until two results agree. Slower than a series by far; it is for the places where the series would have a million terms.
/// </remarks>
internal static class UnitIntegral
{
    private const double Agreement = 1e-13;
    private const int MaxHalvings = 6;

    /// <summary>sinh(32) is 4e13: an end that rises as slowly as p^(1e-12 - 1) is still covered.</summary>
    private const double Reach = 32;

    /// <summary>The logarithm of the integral.</summary>
    /// <param name="logIntegrand">The logarithm of the function times p (1 - p), from ln p and ln(1 - p).</param>
    internal static double Log(Func<double, double, double> logIntegrand)
    {
        double step = 1.0 / 16;
        double last = Trapezoid(logIntegrand, step);
        for (int i = 0; i < MaxHalvings; i++)
        {
            step /= 2;
            double next = Trapezoid(logIntegrand, step);
            if (Math.Abs(next - last) <= Agreement * Math.Max(1, Math.Abs(next)))
            {
                return next;
            }

            last = next;
        }

        return last;
    }

    private static double Trapezoid(Func<double, double, double> logIntegrand, double step)
    {
        int nodes = (int)(Reach / step);
        double[] logs = new double[(2 * nodes) + 1];
        double most = double.NegativeInfinity;
        for (int i = 0; i < logs.Length; i++)
        {
            double k = (i - nodes) * step;
            double y = Math.Sinh(k);
            logs[i] = logIntegrand(-LogSpace.Add(0, -y), -LogSpace.Add(0, y)) + Math.Log(Math.Cosh(k));
            most = Math.Max(most, logs[i]);
        }

        // Relative to the greatest term, which alone may be beyond the range of a double.
        var sum = new ExactSum();
        foreach (double log in logs)
        {
            sum.Add(Math.Exp(log - most));
        }

        return most + Math.Log(sum.Value * step);
    }
}
