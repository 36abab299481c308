using Npgsql;
using PrivateDomain.Sdk.Storage.PostgreSql;
using PrivateDomain.Sdk.Tests.PostgreSql;

namespace PrivateDomain.Sdk.Tests.Enlistment;

/// <inheritdoc/>
public sealed class PostgreSqlEnlistmentTests : EnlistmentTests
{
    [Fact]
    public async Task Another_servers_database_of_the_same_name_takes_no_call()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using PostgreSqlServer first = await PostgreSqlServer.StartAsync();
        await using PostgreSqlServer second = await PostgreSqlServer.StartAsync();
        await using Shop shop = On(first);
        await using Shop another = On(second);
        foreach (Shop one in new[] { shop, another })
        {
            await one.Domain.Members.RegisterAsync(new("buyer"), ct);
        }

        string before = await another.DumpAsync(ct);
        await using NpgsqlConnection connection = await second.ConnectAsync();
        await using (NpgsqlTransaction transaction = await connection.BeginTransactionAsync(ct))
        {
            IPrivateDomain inside = shop.Domain.Enlist(connection, transaction);
            ArgumentException refusal = await Assert.ThrowsAsync<ArgumentException>(async () => await inside.Points.GrantAsync(new("g1", "buyer", 7), ct));
            Assert.Contains("another database", refusal.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<ArgumentException>(async () => await inside.Points.GetBalanceAsync("buyer", cancellationToken: ct));
            await transaction.CommitAsync(ct);
        }

        Assert.Equal(before, await another.DumpAsync(ct));

        static Shop On(PostgreSqlServer server) => Shop.On(new PostgreSqlRecordStore(new PostgreSqlStoreOptions { ConnectionString = server.ConnectionString }), Configure);
    }

    private protected override async Task<HostDatabase> CreateAsync()
    {
        Assert.SkipWhen(PostgreSqlBinaries.Absence is not null && Environment.GetEnvironmentVariable("CI") != "true", PostgreSqlBinaries.Absence ?? "");
        return new PostgreSqlHostDatabase(await PostgreSqlServer.Shared);
    }
}
