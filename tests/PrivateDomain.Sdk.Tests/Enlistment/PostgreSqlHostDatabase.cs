using System.Data;
using System.Data.Common;
using Npgsql;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Storage.PostgreSql;
using PrivateDomain.Sdk.Tests.PostgreSql;

namespace PrivateDomain.Sdk.Tests.Enlistment;

/// <inheritdoc/>
internal sealed class PostgreSqlHostDatabase : HostDatabase
{
    private readonly PostgreSqlServer _server;
    private readonly string _schema = $"enlisted_{Guid.NewGuid():N}";

    internal PostgreSqlHostDatabase(PostgreSqlServer server)
    {
        _server = server;
        Shop = Shop.On(NewStore(), EnlistmentTests.Configure);
    }

    internal override Shop Shop { get; }

    internal override async Task<DbConnection> OpenAsync(CancellationToken ct)
    {
        // The shop's own tables are in the same schema, as its search path says; the SDK names its schema itself.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_server.ConnectionString) { SearchPath = _schema }.ConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }

    internal override async Task<DbConnection> OpenAnotherDatabaseAsync(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Database = "template1" }.ConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }

    internal override DbTransaction BeginWithOneSnapshot(DbConnection connection) => connection.BeginTransaction(IsolationLevel.RepeatableRead);

    internal override IRecordStore NewStore() =>
        new PostgreSqlRecordStore(new PostgreSqlStoreOptions { ConnectionString = _server.ConnectionString, Schema = _schema });

    internal override async Task PrepareAsync(CancellationToken ct)
    {
        await _server.ExecuteAsync($"create schema {_schema}");
        await base.PrepareAsync(ct);
    }

    public override async ValueTask DisposeAsync()
    {
        await Shop.DisposeAsync();
        await _server.ExecuteAsync($"drop schema if exists {_schema} cascade");
    }
}
