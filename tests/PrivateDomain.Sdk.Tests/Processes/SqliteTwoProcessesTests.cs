namespace PrivateDomain.Sdk.Tests.Processes;

/// <inheritdoc/>
public sealed class SqliteTwoProcessesTests : TwoProcessesTests
{
    private protected override string Store => $"sqlite:{Directory.DatabasePath}";
}
