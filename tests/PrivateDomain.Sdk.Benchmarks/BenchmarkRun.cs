namespace PrivateDomain.Sdk.Benchmarks;

/// <summary>What all benchmarks of one run share.</summary>
/// <param name="Rounds">How many rounds count.</param>
/// <param name="Only">The one suite that is measured, if it is one: then it may take its time.</param>
/// <param name="Tell">Says what is being measured.</param>
internal sealed record BenchmarkRun(int Rounds, Suite? Only, Action<string> Tell);
