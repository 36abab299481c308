namespace PrivateDomain.Sdk.Rfm;

/// <summary>How far a scoring run has come.</summary>
/// <param name="Counted">How many members were counted to find the cuts; zero where cuts are fixed or known from before.</param>
/// <param name="Scored">How many members were scored.</param>
/// <param name="Changed">Of how many something was written.</param>
/// <remarks>An immutable value.</remarks>
public sealed record RfmProgress(long Counted, long Scored, long Changed);
