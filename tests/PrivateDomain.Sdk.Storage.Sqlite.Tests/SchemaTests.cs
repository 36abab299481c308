using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.Sqlite.Tests;

public sealed class SchemaTests : IDisposable
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
    public async Task The_script_for_an_empty_file_makes_what_initializing_makes()
    {
        await using SqliteRecordStore scripted = _directory.Open();
        string script = await scripted.ScriptAsync(ItemNext.Model, Cancellation);
        Assert.False(File.Exists(_directory.File));
        _directory.Execute(script);
        List<string> history = History(_directory);

        Assert.Empty(await scripted.ScriptAsync(ItemNext.Model, Cancellation));
        await scripted.InitializeAsync(ItemNext.Model, Cancellation);
        await using SqliteRecordStore initialized = _other.Open();
        await initialized.InitializeAsync(ItemNext.Model, Cancellation);

        Assert.Equal(Schema(_other), Schema(_directory));
        Assert.Equal(history, History(_directory));
        Assert.Equal(["1|items", "2|item_notes", "3|item_notes"], _other.Query("select version, name from pd_schema_history order by version"));
    }

    [Fact]
    public async Task The_script_for_an_older_file_holds_only_what_is_missing()
    {
        await using SqliteRecordStore store = await _directory.OpenReadyAsync();
        string script = await store.ScriptAsync(ItemNext.Model, Cancellation);

        Assert.DoesNotContain("pd_items", script, StringComparison.Ordinal);
        Assert.Contains("-- 0003 item_notes", script, StringComparison.Ordinal);
        _directory.Execute(script);
        Assert.Empty(await store.ScriptAsync(ItemNext.Model, Cancellation));
        await store.InitializeAsync(ItemNext.Model, Cancellation);
        var note = new ItemNext { Program = "program", Holder = "owner", NoteId = "n", Note = "note", Rank = 1 };
        Assert.True((await store.CommitAsync(new Change.Insert(note))).IsCommitted);
    }

    [Fact]
    public void A_script_starts_at_any_version()
    {
        var migrations = new SchemaMigrations(new RelationalSchema(ItemNext.Model, "pd_"), SqliteDialect.Instance);

        Assert.Contains("create table \"pd_schema_history\"", migrations.Script(0, DateTimeOffset.UnixEpoch), StringComparison.Ordinal);
        Assert.DoesNotContain("create table", migrations.Script(2, DateTimeOffset.UnixEpoch), StringComparison.Ordinal);
        Assert.Empty(migrations.Script(3, DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public async Task A_type_that_appears_later_gets_its_table_although_the_version_stays()
    {
        await using SqliteRecordStore store = _directory.Open();
        await store.InitializeAsync(new RecordModel(), Cancellation);
        await store.InitializeAsync(Item.Model, Cancellation);

        Assert.True((await store.CommitAsync(new Change.Insert(Item.Of("a")))).IsCommitted);
    }

    [Fact]
    public async Task Hosts_that_start_at_once_all_succeed()
    {
        SqliteRecordStore[] stores = [.. Enumerable.Range(0, 12).Select(_ => _directory.Open(i => i.BusyTimeout = TimeSpan.FromSeconds(30)))];

        await Task.WhenAll(stores.Select(s => Task.Run(async () => await s.InitializeAsync(ItemNext.Model, Cancellation), Cancellation)));

        Assert.Equal(3, History(_directory).Count);
        foreach (SqliteRecordStore store in stores)
        {
            await store.DisposeAsync();
        }
    }

    [Fact]
    public void Names_that_every_table_has_are_refused_as_columns()
    {
        RecordType<Item> type = new RecordTypeBuilder<Item>("bad").Text("owner", r => r.Holder).Build(static (ref _) => Item.Of("a"));

        ArgumentException refusal = Assert.Throws<ArgumentException>(() => new RelationalSchema(new RecordModel(type), "pd_"));

        Assert.Contains("'owner'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_stay_within_what_every_database_takes_and_differ()
    {
        string name = new('n', 40);
        RecordType<Item> type = new RecordTypeBuilder<Item>(name)
            .Text("label", r => r.Label)
            .Index(name, IndexScope.Owner, "label")
            .Index(new string('n', 39) + "m", IndexScope.Owner, "label")
            .Build(static (ref _) => Item.Of("a"));

        TableMap table = new RelationalSchema(new RecordModel(type), "pd_").Tables[0];

        Assert.All(table.Indexes, index => Assert.InRange(index.Name.Length, 0, 63));
        Assert.Equal(3, table.Indexes.Select(i => i.Name).Distinct().Count());
    }

    [Fact]
    public void Two_things_of_one_name_are_refused()
    {
        RecordType<Item> history = new RecordTypeBuilder<Item>("schema_history").Text("label", r => r.Label).Build(static (ref _) => Item.Of("a"));

        Assert.Throws<ArgumentException>(() => new RelationalSchema(new RecordModel(history), "pd_"));
    }

    private static List<string> Schema(StoreDirectory directory) => directory.Query("select type, name, tbl_name, sql from sqlite_master order by name");

    private static List<string> History(StoreDirectory directory) => directory.Query("select * from pd_schema_history order by version, name");
}
