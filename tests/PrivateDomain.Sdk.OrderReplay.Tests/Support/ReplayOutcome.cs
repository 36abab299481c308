namespace PrivateDomain.Sdk.OrderReplay.Tests.Support;

/// <summary>How a run of the sample ended.</summary>
internal sealed record ReplayOutcome(int ExitCode, string Output, string Errors);
