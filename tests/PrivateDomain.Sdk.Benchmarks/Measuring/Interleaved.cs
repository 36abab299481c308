namespace PrivateDomain.Sdk.Benchmarks.Measuring;

/// <summary>Rounds of a reference and a subject, one after the other: whatever slows the machine for minutes slows both.</summary>
internal static class Interleaved
{
    /// <summary>Runs one round that does not count, because it compiles the code, and then those that do.</summary>
    public static async Task<Comparison> MeasureAsync(int rounds, Func<Task<double>> reference, Func<Task<double>> subject)
    {
        await reference();
        await subject();
        var measured = new List<(double Reference, double Subject)>(rounds);
        for (int round = 0; round < rounds; round++)
        {
            measured.Add((await reference(), await subject()));
        }

        return Comparison.Of(measured);
    }
}
