namespace PrivateDomain.Sdk.Tests.Enlistment;

/// <inheritdoc/>
public sealed class SqliteEnlistmentTests : EnlistmentTests
{
    private protected override HostDatabase Create() => new SqliteHostDatabase();
}
