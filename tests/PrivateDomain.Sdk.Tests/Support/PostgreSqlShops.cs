using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Storage.PostgreSql;
using PrivateDomain.Sdk.Tests.PostgreSql;

namespace PrivateDomain.Sdk.Tests.Support;

/// <summary>Hosts on one schema of a real PostgreSQL server, each with connections of its own; the schema ends with the test.</summary>
public sealed class PostgreSqlShops : IAsyncDisposable
{
    private readonly PostgreSqlServer _server;
    private readonly string _schema = $"shops_{Guid.NewGuid():N}";
    private readonly List<PostgreSqlRecordStore> _stores = [];

    private PostgreSqlShops(PostgreSqlServer server) => _server = server;

    /// <summary>A new schema. Skips the test where there is no server, but not in the continuous build.</summary>
    internal static async Task<PostgreSqlShops> NewAsync()
    {
        Assert.SkipWhen(PostgreSqlBinaries.Absence is not null && Environment.GetEnvironmentVariable("CI") != "true", PostgreSqlBinaries.Absence ?? "");
        return new PostgreSqlShops(await PostgreSqlServer.Shared);
    }

    internal Shop Open(Action<PrivateDomainBuilder>? configure = null)
    {
        var store = new PostgreSqlRecordStore(new PostgreSqlStoreOptions { ConnectionString = _server.ConnectionString, Schema = _schema });
        _stores.Add(store);
        return Shop.On(new SharedStore(store), configure);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (PostgreSqlRecordStore store in _stores)
        {
            await store.DisposeAsync();
        }

        await _server.ExecuteAsync($"drop schema if exists {_schema} cascade");
    }
}
