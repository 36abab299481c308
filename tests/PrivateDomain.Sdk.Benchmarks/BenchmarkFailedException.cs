namespace PrivateDomain.Sdk.Benchmarks;

/// <summary>Something that the benchmarks need did not run: pgbench, the replay.</summary>
internal sealed class BenchmarkFailedException(string message) : Exception(message);
