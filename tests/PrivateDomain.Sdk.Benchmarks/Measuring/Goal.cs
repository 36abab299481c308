namespace PrivateDomain.Sdk.Benchmarks.Measuring;

/// <summary>What the ratio of a figure to its reference must reach, or must not exceed.</summary>
/// <param name="Ratio">The limit.</param>
/// <param name="IsUpperLimit">Whether less is better.</param>
internal readonly record struct Goal(double Ratio, bool IsUpperLimit)
{
    public static Goal AtLeast(double ratio) => new(ratio, IsUpperLimit: false);

    public static Goal AtMost(double ratio) => new(ratio, IsUpperLimit: true);

    public bool IsMetBy(double ratio) => IsUpperLimit ? ratio <= Ratio : ratio >= Ratio;
}
