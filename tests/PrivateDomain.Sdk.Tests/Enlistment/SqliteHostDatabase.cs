using System.Data.Common;
using Microsoft.Data.Sqlite;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Storage.Sqlite;

namespace PrivateDomain.Sdk.Tests.Enlistment;

/// <inheritdoc/>
internal sealed class SqliteHostDatabase : HostDatabase
{
    private readonly TempDirectory _directory = new();

    internal SqliteHostDatabase() => Shop = Shop.OnSqlite(_directory, EnlistmentTests.Configure);

    internal override Shop Shop { get; }

    internal override Task<DbConnection> OpenAsync(CancellationToken ct) => OpenAsync(_directory.DatabasePath, ct);

    internal override Task<DbConnection> OpenAnotherDatabaseAsync(CancellationToken ct) => OpenAsync(Path.Combine(_directory.FullName, "another.db"), ct);

    internal override DbTransaction BeginWithOneSnapshot(DbConnection connection) => ((SqliteConnection)connection).BeginTransaction(deferred: true);

    internal override IRecordStore NewStore() => new SqliteRecordStore(new SqliteStoreOptions { ConnectionString = _directory.ConnectionString });

    public override async ValueTask DisposeAsync()
    {
        await Shop.DisposeAsync();
        _directory.Dispose();
    }

    private static async Task<DbConnection> OpenAsync(string path, CancellationToken ct)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync(ct);
        return connection;
    }
}
