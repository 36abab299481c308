using Microsoft.Data.Sqlite;

namespace PrivateDomain.Sdk.Storage.Sqlite.Tests;

public sealed class ReadTests : IDisposable
{
    private readonly StoreDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("by_due", false)]
    [InlineData("by_due", true)]
    [InlineData("all_by_due", false)]
    [InlineData("all_by_due", true)]
    public async Task Pages_pass_over_missing_values_behind_the_first_column(string index, bool descending)
    {
        await using SqliteRecordStore store = await _directory.OpenReadyAsync();
        Item[] items =
        [
            .. from due in Enumerable.Range(0, 3)
               from shelf in new[] { null, "a", "b" }
               from id in Enumerable.Range(0, 4)
               select Item.Of($"{due}{shelf}{id}", id < 2 ? "owner" : "other") with { DueAt = DateTimeOffset.UnixEpoch.AddDays(due), Shelf = shelf },
        ];
        await store.CommitAsync([.. items.Select(i => new Change.Insert(i))]);
        RecordIndex order = Item.Schema.Index(index);
        string? owner = order.Scope == IndexScope.Owner ? "owner" : null;
        Item[] expected = [.. items.Where(i => owner is null || i.Holder == owner).Order(Comparer<Item>.Create(order.Compare))];

        var found = new List<string>();
        string? cursor = null;
        do
        {
            RecordPage page = await store.QueryAsync(new RecordQuery(order, "program", 2, owner, descending, Cursor: cursor), Cancellation);
            found.AddRange(page.Records.Select(r => r.Id));
            cursor = page.Cursor;
        }
        while (cursor is not null);

        Assert.Equal((descending ? expected.Reverse() : expected).Select(i => i.Id), found);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cursor_from_elsewhere_leads_no_further_than_the_bounds(bool descending)
    {
        await using SqliteRecordStore store = await _directory.OpenReadyAsync();
        Item[] items = [.. from label in "abcde" from id in Enumerable.Range(0, 3) select Item.Of($"{label}{id}") with { Label = $"{label}" }];
        await store.CommitAsync([.. items.Select(i => new Change.Insert(i))]);
        RecordIndex index = Item.Schema.Index("all_by_label");
        foreach (Item place in items)
        {
            var query = new RecordQuery(
                index, "program", 20, null, descending, ColumnValue.Of("b"), ColumnValue.Of("d"), RecordCursor.Encode(index, place));
            IEnumerable<Item> expected = items.Where(i => i.Label is "b" or "c" or "d" && Math.Sign(index.Compare(i, place)) == (descending ? -1 : 1));
            Assert.Equal((descending ? expected.Reverse() : expected).Select(i => i.Id), (await store.QueryAsync(query, Cancellation)).Records.Select(r => r.Id));
        }
    }

    [Fact]
    public async Task A_load_is_one_snapshot_while_another_connection_writes()
    {
        await using SqliteRecordStore red = await _directory.OpenReadyAsync(o => o.BusyTimeout = TimeSpan.FromSeconds(30));
        await using SqliteRecordStore blue = await _directory.OpenReadyAsync(o => o.BusyTimeout = TimeSpan.FromSeconds(30));
        Item[] items = [.. Enumerable.Range(0, 50).Select(i => Item.Of($"{i}"))];
        await red.CommitAsync([.. items.Select(i => new Change.Insert(i))]);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        Task writing = Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    await red.CommitAsync([.. items.Select(i => new Change.Add(i.Key, Item.Schema.Column("stock"), 1))]);
                }
            },
            Cancellation);
        for (int i = 0; i < 100; i++)
        {
            Snapshot snapshot = await blue.LoadAsync(
                new ReadSet([.. items.Select(item => item.Key)], [new OwnerRange(Item.Schema.Primary, "owner", "program", 100)]), Cancellation);
            Assert.Single(snapshot.Records.Concat(snapshot.Ranges[0].Records).Select(r => ((Item)r!).Stock).Distinct());
        }

        await stop.CancelAsync();
        await writing;
    }

    [Fact]
    public async Task Reading_while_this_store_writes_uses_another_connection()
    {
        await using SqliteRecordStore store = await _directory.OpenReadyAsync();
        await store.CommitAsync(new Change.Insert(Item.Of("a")));
        var reading = new ReadingList(store);

        await store.CommitAsync(new ChangeSet(reading), Cancellation);

        Assert.Equal(1, reading.Found!.Revision);
        Assert.Equal(2, (await store.FindAsync(Item.Of("a")))!.Revision);
    }

    [Theory]
    [InlineData('\0')]
    [InlineData('\ud800')]
    [InlineData('\udc00')]
    public async Task Text_that_no_database_keeps_is_refused_and_leaves_no_trace(char character)
    {
        string text = $"a{character}b";
        await using SqliteRecordStore store = await _directory.OpenReadyAsync();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => store.CommitAsync(new Change.Insert(Item.Of("a")), new Change.Insert(Item.Of("b") with { Label = text })));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => store.FindAsync(Item.Of(text)));

        Assert.Null(await store.FindAsync(Item.Of("a")));
        Assert.True((await store.CommitAsync(new Change.Insert(Item.Of("a")), new Change.Insert(Item.Of("b")))).IsCommitted);
    }

    [Fact]
    public async Task A_large_text_comes_back_as_it_went_in()
    {
        await using SqliteRecordStore store = await _directory.OpenReadyAsync();
        Item item = Item.Of("a") with { Label = string.Concat(Enumerable.Repeat("私域😀", 50_000)), Detail = "" };
        await store.CommitAsync(new Change.Insert(item));

        Assert.Equal(item with { Revision = 1 }, await store.FindAsync(item));
    }

    [Fact]
    public async Task Statements_are_prepared_once()
    {
        await using SqliteRecordStore store = await _directory.OpenReadyAsync();
        await store.CommitAsync(new Change.Insert(Item.Of("a") with { DueAt = DateTimeOffset.UnixEpoch }));
        using var session = SqliteSession.Open(new SqliteFile(new(_directory.Options.ConnectionString)), new(Item.Model, "pd_"), TimeSpan.FromSeconds(1));
        var reader = new SqliteRecordReader(session);
        var range = new OwnerRange(Item.Schema.Index("by_due"), "owner", "program", 5);
        SqliteStatement statement = session.Table(Item.Schema).Range(session.Schema.Tables[0].Index(range.Index), Relational.IndexShape.None);

        for (int i = 0; i < 5; i++)
        {
            Assert.Single(reader.Range(range with { Limit = 5 + i }).Records);
        }

        Assert.Equal(0, statement.Reprepared);
    }

    /// <summary>Reads from the store in the midst of its own commit.</summary>
    private sealed class ReadingList(SqliteRecordStore store) : IReadOnlyList<Change>
    {
        public Item? Found { get; private set; }

        public int Count => 1;

        public Change this[int index] => new Change.Add(Item.Of("a").Key, Item.Schema.Column("stock"), 1);

        public IEnumerator<Change> GetEnumerator()
        {
            yield return this[0];
            Found = store.FindAsync(Item.Of("a")).GetAwaiter().GetResult();
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
