using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.Sqlite.Tests;

public sealed class StatementTests : IDisposable
{
    private static readonly RelationalSchema Schema = new(ItemNext.Model, "pd_");

    private static readonly string[] Banned =
    [
        "foreign", "references", "trigger", "sequence", "autoincrement", "serial", "procedure", "function", "advisory", "listen", "notify", "recursive", "merge",
        "xmin", "ctid", "rowid ", "enum", "citext", "now", "random", "current_timestamp", "current_time", "current_date", "datetime", "offset", "constraint",
        "or replace", "or ignore", "cascade", "lock", "nextval", "on conflict on",
    ];

    private readonly StoreDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void No_statement_and_no_script_uses_what_a_sharded_database_lacks()
    {
        string script = new SchemaMigrations(Schema, SqliteDialect.Instance).Script(0, DateTimeOffset.UnixEpoch);

        Assert.All(Statements().Append(script), text => Assert.All(Banned, word => Assert.DoesNotMatch($@"\b{Regex.Escape(word)}\b", text)));
    }

    [Fact]
    public void Every_statement_names_owner_and_program_and_conflicts_name_their_columns()
    {
        Assert.All(Statements().Where(s => !s.StartsWith("insert", StringComparison.Ordinal)), text =>
        {
            Assert.Matches("where \"owner\" (=|>=|<=) \\?1 and \\+?\"program\" = \\?2", text);
        });
        Assert.All(Statements().Where(s => s.StartsWith("insert", StringComparison.Ordinal)), text =>
        {
            Assert.Contains("(\"owner\", \"program\", \"id\"", text, StringComparison.Ordinal);
            Assert.EndsWith("on conflict (\"owner\", \"program\", \"id\") do nothing", text, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_statement_seeks_and_never_sorts(bool isAnalyzed)
    {
        await using SqliteRecordStore store = _directory.Open();
        await store.InitializeAsync(ItemNext.Model, TestContext.Current.CancellationToken);
        using SqliteConnection connection = _directory.Connect();
        if (isAnalyzed)
        {
            await store.CommitAsync(
                [.. Enumerable.Range(0, 3000).Select(i => new Change.Insert(Item.Of($"{i}", $"{i / 3}") with { DueAt = DateTimeOffset.UnixEpoch.AddDays(i % 7) }))]);
            connection.Execute("analyze");
        }

        foreach (TableMap table in Schema.Tables)
        {
            foreach (IndexMap index in table.Indexes)
            {
                foreach (string text in Reads(table, index))
                {
                    string plan = string.Join('\n', connection.Query($"explain query plan {text}"));

                    Assert.Contains($"SEARCH {table.Name} USING {(index.Declared.IsPrimary ? "PRIMARY KEY" : $"INDEX {index.Name}")} (", plan, StringComparison.Ordinal);
                    Assert.DoesNotContain("B-TREE", plan, StringComparison.Ordinal);
                }
            }

            Assert.All(Singles(table).Where(s => !s.StartsWith("insert", StringComparison.Ordinal)), text =>
                Assert.Contains("PRIMARY KEY (owner=? AND program=? AND id=?)", string.Join('\n', connection.Query($"explain query plan {text}")), StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("by_label", false)]
    [InlineData("by_label", true)]
    [InlineData("all_by_label", false)]
    [InlineData("all_by_label", true)]
    public async Task A_page_behind_a_row_seeks_to_that_row_also_among_rows_of_one_value(string name, bool descending)
    {
        await using SqliteRecordStore store = await _directory.OpenReadyAsync();
        RecordIndex index = Item.Schema.Index(name);
        var label = ColumnValue.Of("label");
        string cursor = RecordCursor.Encode(index, Item.Of("5"));
        string? owner = index.Scope == IndexScope.Owner ? "owner" : null;
        TableMap table = Schema.Table(Item.Schema);
        foreach (RecordQuery query in new[] { new RecordQuery(index, "program", 5, owner, descending, Cursor: cursor), new(index, "program", 5, owner, descending, label, label, cursor) })
        {
            string text = new IndexText(SqliteDialect.Instance).Read(table, table.Index(index), IndexRead.Of(Schema, query, 100).Shape);

            // All columns behind the equal ones are sought, and not the first of them alone, which would read a large segment from its start for each page.
            Assert.Matches($@"AND \(order,(stock,owner,)?id\){(descending ? '<' : '>')}\(\?", _directory.Query($"explain query plan {text}")[0]);
        }
    }

    private static IEnumerable<string> Statements() => Schema.Tables.SelectMany(table => Singles(table).Concat(table.Indexes.SelectMany(index => Reads(table, index))));

    private static IEnumerable<string> Singles(TableMap table)
    {
        var text = new StatementText(SqliteDialect.Instance);
        return
        [
            text.Read(table), text.ReadRevision(table), text.Insert(table), text.Update(table), text.UpdateUnindexed(table), text.Delete(table),
            .. table.Columns.Where(c => c.IsCounter).Select(c => text.Add(table, c)),
        ];
    }

    /// <summary>Every shape that a checked range or query can have.</summary>
    private static IEnumerable<string> Reads(TableMap table, IndexMap index)
    {
        var text = new IndexText(SqliteDialect.Instance);
        return Enumerable.Range(0, (int)IndexShape.All + 1)
            .Select(shape => (IndexShape)shape)
            .Where(shape => index.Declared.IsPrimary
                ? (shape & (IndexShape.From | IndexShape.Through)) == IndexShape.None
                : shape.HasFlag(IndexShape.AllOwners) == (index.Declared.Scope == IndexScope.Program))
            .Where(shape => index.Declared.IsPrimary || !shape.HasFlag(IndexShape.Continued) || !index.Declared.Columns.Skip(1).Any(c => c.IsOptional)
                || shape.HasFlag(shape.HasFlag(IndexShape.Descending) ? IndexShape.Through : IndexShape.From))
            .Select(shape => text.Read(table, index, shape));
    }
}
