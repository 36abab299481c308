namespace PrivateDomain.Sdk.Benchmarks.History;

/// <summary>How long calls took, in microseconds.</summary>
internal sealed class CallTimes
{
    public List<double> Grants { get; } = [];

    public List<double> Balances { get; } = [];

    public List<double> Spends { get; } = [];
}
