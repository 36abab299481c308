namespace PrivateDomain.Sdk.Benchmarks.Measuring;

/// <summary>How long one measurement of one round takes: long enough for some thousand postings, short enough for many rounds.</summary>
internal static class Duration
{
    public static TimeSpan OfStore { get; } = TimeSpan.FromSeconds(1.2);

    public static TimeSpan OfRule { get; } = TimeSpan.FromSeconds(0.5);
}
