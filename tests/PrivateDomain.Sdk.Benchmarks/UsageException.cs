namespace PrivateDomain.Sdk.Benchmarks;

/// <summary>The command line asks for something that this program does not know.</summary>
internal sealed class UsageException(string message) : Exception(message);
