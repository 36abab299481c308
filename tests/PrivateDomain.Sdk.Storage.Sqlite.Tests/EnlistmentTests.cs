using Microsoft.Data.Sqlite;

namespace PrivateDomain.Sdk.Storage.Sqlite.Tests;

/// <summary>A store takes part in transactions of its own file, by whatever name it is opened, and of no other.</summary>
public sealed class EnlistmentTests : IDisposable
{
    private readonly StoreDirectory _directory = new();
    private readonly StoreDirectory _other = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _directory.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task The_file_by_another_name_works()
    {
        await using SqliteRecordStore store = await _directory.OpenReadyAsync();
        string link = Path.Combine(_other.Path, "link.db");
        File.CreateSymbolicLink(link, _directory.File);
        string folder = Path.Combine(_other.Path, "folder");
        Directory.CreateSymbolicLink(folder, _directory.Path);
        string[] sources =
        [
            link, Path.Combine(folder, "shop.db"), Path.Combine(_directory.Path, "..", Path.GetFileName(_directory.Path), ".", "shop.db"),
            Path.GetRelativePath(Directory.GetCurrentDirectory(), _directory.File), $"file:{_directory.File}", $"file:{link}?cache=shared",
        ];

        foreach ((string source, int i) in sources.Select((source, i) => (source, i)))
        {
            using SqliteConnection connection = Open(source);
            using SqliteTransaction transaction = connection.BeginTransaction();
            Assert.True((await store.Enlist(connection, transaction).CommitAsync(new Change.Insert(Item.Of($"{i}")))).IsCommitted);
            transaction.Commit();
        }

        Assert.Equal([$"{sources.Length}"], _directory.Query("select count(*) from pd_items"));
    }

    [Fact]
    public async Task A_store_that_was_opened_by_a_link_works_with_the_file()
    {
        string link = Path.Combine(_other.Path, "link.db");
        File.WriteAllBytes(_directory.File, []);
        File.CreateSymbolicLink(link, _directory.File);
        await using SqliteRecordStore store = await _directory.OpenReadyAsync(o => o.ConnectionString = $"Data Source={link}");
        using SqliteConnection connection = _directory.Connect();
        using SqliteTransaction transaction = connection.BeginTransaction();

        Assert.True((await store.Enlist(connection, transaction).CommitAsync(new Change.Insert(Item.Of("a")))).IsCommitted);
        transaction.Commit();
        Assert.NotNull(await store.FindAsync(Item.Of("a")));
    }

    [Fact]
    public async Task A_copy_of_the_file_and_a_database_in_memory_of_its_name_are_refused()
    {
        await using SqliteRecordStore store = await _directory.OpenReadyAsync();
        using (SqliteConnection own = _directory.Connect())
        using (SqliteConnection copy = _other.Connect())
        {
            own.BackupDatabase(copy);
        }

        string[] sources =
        [
            _other.File, ":memory:", "", $"file:{_directory.File}?mode=memory", $"file:{_directory.File}?mode=memory&cache=shared", $"file:{_directory.File}?vfs=memdb",
            "file::memory:?cache=shared",
        ];
        foreach (string source in sources)
        {
            using SqliteConnection connection = Open(source);
            using SqliteTransaction transaction = connection.BeginTransaction();

            ArgumentException refusal = Assert.Throws<ArgumentException>(() => store.Enlist(connection, transaction));

            Assert.Contains("'shop.db'", refusal.Message, StringComparison.Ordinal);
            StoreCalls.RequireNoSecret(refusal.Message);
        }
    }

    [Fact]
    public async Task Of_several_attached_files_the_main_one_counts()
    {
        await using SqliteRecordStore store = await _directory.OpenReadyAsync();
        using (SqliteConnection beside = _other.Connect())
        {
            beside.Execute($"attach database '{_directory.File}' as shop");
            using SqliteTransaction ofOther = beside.BeginTransaction();
            Assert.Throws<ArgumentException>(() => store.Enlist(beside, ofOther));
        }

        using SqliteConnection main = _directory.Connect();
        main.Execute($"attach database '{_other.File}' as shop");
        using SqliteTransaction transaction = main.BeginTransaction();
        Assert.Null(await store.Enlist(main, transaction).FindAsync(Item.Of("a")));
    }

    private static SqliteConnection Open(string source)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = source, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }
}
