namespace PrivateDomain.Sdk.Tests.Enlistment;

/// <inheritdoc/>
public sealed class SqliteEnlistmentTests : EnlistmentTests
{
    private protected override Task<HostDatabase> CreateAsync() => Task.FromResult<HostDatabase>(new SqliteHostDatabase());
}
