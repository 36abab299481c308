namespace PrivateDomain.Sdk.Benchmarks.Measuring;

/// <summary>What came out of rounds of a reference and a subject, one after the other.</summary>
/// <param name="Subject">The subject's median.</param>
/// <param name="Reference">The reference's median.</param>
/// <param name="Ratio">The median of the rounds' ratios.</param>
internal sealed record Comparison(double Subject, double Reference, double Ratio)
{
    public static Comparison Of(IReadOnlyCollection<(double Reference, double Subject)> rounds) => new(
        Median.Of(rounds.Select(round => round.Subject)),
        Median.Of(rounds.Select(round => round.Reference)),
        Median.Of(rounds.Select(round => round.Subject / round.Reference)));
}
