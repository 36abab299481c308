using PrivateDomain.Sdk.Tests.PostgreSql;

namespace PrivateDomain.Sdk.Tests.Enlistment;

/// <inheritdoc/>
public sealed class PostgreSqlEnlistmentTests : EnlistmentTests
{
    private protected override async Task<HostDatabase> CreateAsync()
    {
        Assert.SkipWhen(PostgreSqlBinaries.Absence is not null && Environment.GetEnvironmentVariable("CI") != "true", PostgreSqlBinaries.Absence ?? "");
        return new PostgreSqlHostDatabase(await PostgreSqlServer.Shared);
    }
}
