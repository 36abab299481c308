using PrivateDomain.Sdk.Tests.PostgreSql;

namespace PrivateDomain.Sdk.Tests.Processes;

/// <inheritdoc/>
public sealed class PostgreSqlTwoProcessesTests : TwoProcessesTests
{
    private readonly string _schema = $"processes_{Guid.NewGuid():N}";
    private PostgreSqlServer? _server;

    private protected override string Store => $"postgres:{_schema}:{_server!.ConnectionString}";

    public override async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(PostgreSqlBinaries.Absence is not null && Environment.GetEnvironmentVariable("CI") != "true", PostgreSqlBinaries.Absence ?? "");
        _server = await PostgreSqlServer.Shared;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.ExecuteAsync($"drop schema if exists {_schema} cascade");
        }

        await base.DisposeAsync();
    }
}
