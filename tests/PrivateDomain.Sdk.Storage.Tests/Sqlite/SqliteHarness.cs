using PrivateDomain.Sdk.Storage.Conformance;
using PrivateDomain.Sdk.Storage.Sqlite;

namespace PrivateDomain.Sdk.Storage.Tests.Sqlite;

/// <summary>Opens <see cref="SqliteRecordStore"/>s on one file in a directory of its own.</summary>
public sealed class SqliteHarness : IStoreHarness
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("private-domain-");

    public bool IsPersistent => true;

    public ValueTask<IRecordStore> OpenAsync() => ValueTask.FromResult<IRecordStore>(
        new SqliteRecordStore(new SqliteStoreOptions { ConnectionString = $"Data Source={Path.Combine(_directory.FullName, "kit.db")}" }));

    public ValueTask CloseAsync(IRecordStore store) => ((SqliteRecordStore)store).DisposeAsync();

    public IStoreHarness CreateEmpty() => new SqliteHarness();

    public ValueTask DisposeAsync()
    {
        _directory.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
