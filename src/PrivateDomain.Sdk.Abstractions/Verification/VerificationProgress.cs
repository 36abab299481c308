namespace PrivateDomain.Sdk.Verification;

/// <summary>How far a verification has come.</summary>
/// <param name="RecordsRead">Records read so far.</param>
/// <param name="BreachCount">Breaches found so far.</param>
public sealed record VerificationProgress(long RecordsRead, long BreachCount);
