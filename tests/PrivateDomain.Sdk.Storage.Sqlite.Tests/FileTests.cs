namespace PrivateDomain.Sdk.Storage.Sqlite.Tests;

public sealed class FileTests : IDisposable
{
    private readonly StoreDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task File_log_and_index_of_the_log_are_readable_for_their_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        await using SqliteRecordStore store = await _directory.OpenReadyAsync();
        await store.CommitAsync(new Change.Insert(Item.Of("a")));

        string[] files = Directory.GetFiles(_directory.Path);

        Assert.Equal(["shop.db", "shop.db-shm", "shop.db-wal"], files.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(file)));
    }

    [Fact]
    public async Task A_file_of_the_host_keeps_its_mode_and_its_tables()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        _directory.Execute("create table orders (id integer primary key, total integer); insert into orders values (1, 100)");
        UnixFileMode mode = ModeOf(_directory.File);

        await using SqliteRecordStore store = await _directory.OpenReadyAsync();
        await store.CommitAsync(new Change.Insert(Item.Of("a")));

        Assert.Equal(mode, ModeOf(_directory.File));
        Assert.Equal(["100|a"], _directory.Query("select o.total, i.id from orders o, pd_items i"));
    }

    [Fact]
    public async Task Rows_have_real_columns_that_a_shop_can_read()
    {
        var at = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.FromHours(8));
        await using SqliteRecordStore store = await _directory.OpenReadyAsync();
        await store.CommitAsync(new Change.Insert(Item.Of("a") with { Stock = 3, IsListed = true, DueAt = at, Detail = """{"color":"red"}""" }));

        Assert.Equal(
            ["owner|program|a|1|3|1|2026-03-03 21:06:07|red|integer|text"],
            _directory.Query(
                """
                select owner, program, id, revision, stock, is_listed, datetime(due_at / 10000000, 'unixepoch'), detail ->> 'color', typeof(due_at), typeof("order")
                from pd_items
                """));
    }

    [Fact]
    public async Task The_writing_connection_is_durable_and_keeps_a_write_ahead_log()
    {
        await using SqliteRecordStore store = await _directory.OpenReadyAsync();

        Assert.Equal(["wal"], _directory.Query("pragma journal_mode"));
        Assert.Equal("2", Setting(SqliteSynchronous.Full, "pragma synchronous"));
        Assert.Equal("1", Setting(SqliteSynchronous.Normal, "pragma synchronous"));
        Assert.Equal("3", Setting(SqliteSynchronous.Extra, "pragma synchronous"));
        Assert.Equal(SqliteSynchronous.Full, new SqliteStoreOptions().Synchronous);
    }

    [Fact]
    public async Task Closing_the_last_store_leaves_one_file_and_a_closed_store_refuses_to_work()
    {
        SqliteRecordStore store = await _directory.OpenReadyAsync();
        await store.CommitAsync(new Change.Insert(Item.Of("a")));
        await store.FindAsync(Item.Of("a"));

        await store.DisposeAsync();
        store.Dispose();

        Assert.Equal([_directory.File], Directory.GetFiles(_directory.Path));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.FindAsync(Item.Of("a")));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.CommitAsync(new Change.Insert(Item.Of("b"))));
    }

    private static UnixFileMode ModeOf(string file) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(file);

    private string Setting(SqliteSynchronous synchronous, string sql)
    {
        SqliteStoreOptions options = _directory.Options;
        options.Synchronous = synchronous;
        using var sessions = new SqliteSessions(new SqliteFile(new(options.ConnectionString)), options);
        using SqliteSession session = sessions.OpenWriter(new(Item.Model, "pd_"));
        return session.ReadText(sql);
    }
}
