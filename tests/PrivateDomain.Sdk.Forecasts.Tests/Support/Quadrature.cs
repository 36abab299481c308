namespace PrivateDomain.Sdk.Forecasts.Tests.Support;

/// <summary>
/// Means over the mixing distributions of the papers, by nothing but a fixed grid: what a member with known rates would do, averaged over all members. Shares no
/// formula with the models, and no gamma function either: each distribution is divided by its own sum.
/// </summary>
internal static class Quadrature
{
    private const double Least = 45;

    /// <summary>Nodes and weights of Gamma(shape, rate), in the logarithm of the variable.</summary>
    internal static (double Value, double Weight)[] Gamma(double shape, double rate, double step = 0.2) => Normalized(
        Grid(-Least / shape, 6, step).Select(y => Math.Exp(y)).Select(g => (g / rate, Math.Exp((shape * Math.Log(g)) - g))));

    /// <summary>Nodes and weights of Beta(a, b), in the log odds of the variable.</summary>
    internal static (double Value, double Weight)[] Beta(double a, double b) => Normalized(
        Grid(-Least / a, Least / b, 0.2).Select(y => (1 / (1 + Math.Exp(-y)), Math.Exp(-(a * Math.Log(1 + Math.Exp(-y))) - (b * Math.Log(1 + Math.Exp(y)))))));

    internal static double Mean((double Value, double Weight)[] nodes, Func<double, double> of) => nodes.Sum(node => node.Weight * of(node.Value));

    internal static double Mean((double Value, double Weight)[] left, (double Value, double Weight)[] right, Func<double, double, double> of) =>
        left.Sum(l => l.Weight * right.Sum(r => r.Weight * of(l.Value, r.Value)));

    private static IEnumerable<double> Grid(double from, double to, double step) => Enumerable.Range(0, (int)((to - from) / step) + 1).Select(i => from + (i * step));

    private static (double Value, double Weight)[] Normalized(IEnumerable<(double Value, double Weight)> nodes)
    {
        (double Value, double Weight)[] all = [.. nodes];
        double sum = all.Sum(node => node.Weight);
        return [.. all.Select(node => (node.Value, node.Weight / sum))];
    }
}
