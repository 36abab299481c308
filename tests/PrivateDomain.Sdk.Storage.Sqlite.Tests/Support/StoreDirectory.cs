using Microsoft.Data.Sqlite;

namespace PrivateDomain.Sdk.Storage.Sqlite.Tests.Support;

/// <summary>A directory of its own for one test, with a store's file in it.</summary>
public sealed class StoreDirectory : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("private-domain-secret-place-");

    public string Path => _directory.FullName;

    public string File => System.IO.Path.Combine(Path, "shop.db");

    public SqliteStoreOptions Options => new() { ConnectionString = $"Data Source={File}", BusyTimeout = TimeSpan.FromMilliseconds(300) };

    public SqliteRecordStore Open(Action<SqliteStoreOptions>? configure = null)
    {
        SqliteStoreOptions options = Options;
        configure?.Invoke(options);
        return new SqliteRecordStore(options);
    }

    public async Task<SqliteRecordStore> OpenReadyAsync(Action<SqliteStoreOptions>? configure = null)
    {
        SqliteRecordStore store = Open(configure);
        await store.InitializeAsync(Item.Model, TestContext.Current.CancellationToken);
        return store;
    }

    /// <summary>A connection beside the store's own, as another process would have it.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        return connection;
    }

    public void Execute(string sql)
    {
        using SqliteConnection connection = Connect();
        connection.Execute(sql);
    }

    public List<string> Query(string sql)
    {
        using SqliteConnection connection = Connect();
        return connection.Query(sql);
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
