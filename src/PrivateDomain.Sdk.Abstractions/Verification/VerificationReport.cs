namespace PrivateDomain.Sdk.Verification;

/// <summary>What a verification found.</summary>
/// <param name="Program">The program.</param>
/// <param name="RecordsRead">How many records were read, by record type.</param>
/// <param name="BreachCount">How many breaches there are in all.</param>
/// <param name="Breaches">The first of them, at most <see cref="MaxBreaches"/>.</param>
public sealed record VerificationReport(
    ProgramId Program, IReadOnlyDictionary<string, long> RecordsRead, long BreachCount, IReadOnlyList<Breach> Breaches)
{
    /// <summary>How many breaches a report lists.</summary>
    public const int MaxBreaches = 100;

    /// <summary>Whether every invariant holds.</summary>
    public bool IsSound => BreachCount == 0;
}
