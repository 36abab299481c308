using PrivateDomain.Sdk.Benchmarks.Measuring;

namespace PrivateDomain.Sdk.Benchmarks;

/// <summary>Measures some figures that belong together.</summary>
internal interface IBenchmark
{
    Suite Suite { get; }

    /// <summary>Measures all figures of this benchmark, each with its reference, and checks the sums after every round.</summary>
    /// <exception cref="WrongSumException">Something was lost or doubled.</exception>
    Task<IReadOnlyList<Figure>> MeasureAsync(BenchmarkRun run);
}
