using System.Text.RegularExpressions;
using Npgsql;
using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.PostgreSql.Tests;

public sealed class StatementTests : StoreSchema
{
    private static readonly RelationalSchema Tables = new(ItemNext.Model, "pd_");

    private static readonly string[] Banned =
    [
        "foreign", "references", "trigger", "sequence", "serial", "identity", "procedure", "function", "do \\$", "advisory", "listen", "notify", "recursive",
        "merge", "xmin", "xmax", "ctid", "enum", "citext", "domain", "now", "random", "current_timestamp", "current_time", "current_date", "localtime",
        "clock_timestamp", "statement_timestamp", "timeofday", "offset", "constraint", "cascade", "lock", "nextval", "on conflict on", "on conflict do",
        "for update", "for share", "gen_random_uuid", "uuid_generate", "truncate", "savepoint", "rollback", "dblink", "temp", "unlogged", "with (?!ordinality)[a-z_]+ as",
    ];

    [Fact]
    public void No_statement_and_no_script_uses_what_a_sharded_database_lacks()
    {
        var dialect = new PostgreSqlDialect("shop");
        string script = new SchemaMigrations(Tables, dialect, StoreIdentity.Migration(Tables, dialect, Guid.Empty)).Script(0, DateTimeOffset.UnixEpoch);
        string[] further = [script, dialect.CreateSchema, StoreIdentity.Text(Tables, dialect), TransactionMark.Read, TransactionMark.Demand];

        Assert.All([.. Statements(dialect), .. Runs(dialect).Select(r => r.Text.Many), .. further], text =>
            Assert.All(Banned, word => Assert.DoesNotMatch($@"(?i)\b{word}\b", text)));
    }

    [Fact]
    public void Every_statement_finds_rows_by_owner_and_program_and_conflicts_name_their_columns()
    {
        var dialect = new PostgreSqlDialect("shop");

        Assert.All(Statements(dialect), text =>
        {
            Assert.Matches(
                """
                (where|on) (t\.)?"owner" (=|>=|<=) (\$1|[ks]\."owner") and (t\.)?"program" = (\$2|[ks]\."program")|\("owner", "program", "id", "revision"
                """.Trim(),
                text);
            Assert.Contains("\"shop\".\"pd_", text, StringComparison.Ordinal);
        });
        Assert.All(
            Statements(dialect).Where(text => text.Contains("on conflict", StringComparison.Ordinal)),
            text => Assert.Contains("on conflict (\"owner\", \"program\", \"id\") do update", text, StringComparison.Ordinal));
        Assert.All(
            Statements(dialect).Where(text => text.StartsWith("insert", StringComparison.Ordinal)),
            text => Assert.Contains("order by s.\"owner\" collate \"C\", s.\"program\" collate \"C\", s.\"id\" collate \"C\"", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reads_seek_an_index_of_the_owner_or_program_and_touch_nothing_else()
    {
        await using PostgreSqlRecordStore store = Open();
        await store.InitializeAsync(ItemNext.Model, Cancellation);
        await store.StoreAsync(Enumerable.Range(0, 6_000).Select(i =>
            Item.Of($"{i}", $"{i / 3}") with { DueAt = DateTimeOffset.UnixEpoch.AddDays(i % 7), Shelf = i % 2 == 0 ? null : "s", Label = $"{i % 11}" }));
        await store.StoreAsync(Enumerable.Range(0, 6_000).Select(i =>
            new ItemNext { Program = "program", Holder = $"{i / 3}", NoteId = $"{i}", Note = "note", Rank = i % 5 }));
        await Server.ExecuteAsync($"analyze {Schema}.pd_items, {Schema}.pd_item_notes");
        var dialect = new PostgreSqlDialect(Schema);
        await using NpgsqlConnection connection = await Server.ConnectAsync();

        foreach ((IndexMap index, RunText text) in Runs(dialect))
        {
            string plan = await ExplainAsync(connection, text);
            string first = index.Declared.Scope == IndexScope.Owner ? "owner" : "program";

            Assert.Matches(@$"Index (Only )?Cond: \(+(\w+\.)?{first} ", plan);
            Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("by_label", false)]
    [InlineData("by_label", true)]
    [InlineData("all_by_label", false)]
    [InlineData("all_by_label", true)]
    public async Task A_page_behind_a_row_reads_that_page_only_also_among_rows_of_one_value(string name, bool descending)
    {
        const int rows = 20_000;
        await using PostgreSqlRecordStore store = await OpenReadyAsync();
        foreach (int[] portion in Enumerable.Range(0, rows).Chunk(5_000))
        {
            await store.StoreAsync(portion.Select(i => Item.Of($"{i:00000}")));
        }

        await Server.ExecuteAsync($"vacuum analyze {Schema}.pd_items");
        RecordIndex index = Item.Schema.Index(name);
        var label = ColumnValue.Of("label");
        string cursor = RecordCursor.Encode(index, Item.Of($"{(descending ? 100 : rows - 100):00000}"));
        var query = new RecordQuery(index, "program", 20, index.Scope == IndexScope.Owner ? "owner" : null, descending, label, label, cursor);
        var read = IndexRead.Of(Tables, query, 100);
        var arguments = new ColumnValue[IndexRead.MaxArguments(read.Table)];
        RunText text = new PostgreSqlTable(read.Table, new PostgreSqlDialect(Schema)).Run(read.Index, read.Shape);
        Assert.Equal(text.Arguments.Count, read.WriteArguments(arguments));
        var command = new NpgsqlBatchCommand($"explain (analyze, buffers, costs off, timing off, summary off) {text.One}");
        foreach ((ColumnKind kind, ColumnValue value) in text.Arguments.Zip(arguments))
        {
            command.Add(kind, value);
        }

        await using NpgsqlConnection connection = await Server.ConnectAsync();
        await using (var settings = new NpgsqlCommand("set enable_seqscan = off; set enable_bitmapscan = off; set enable_sort = off", connection))
        {
            await settings.ExecuteNonQueryAsync(Cancellation);
        }

        string plan = await ExplainAsync(connection, command);
        Assert.Contains("rows=21", plan, StringComparison.Ordinal);
        int pages = Regex.Matches(plan, @"Buffers: shared (hit=(?<hit>\d+))?( ?read=(?<read>\d+))?", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5))
            .Select(m => Number(m.Groups["hit"]) + Number(m.Groups["read"])).First();
        Assert.True(pages < 40, plan);

        static int Number(Group group) => group.Success ? int.Parse(group.Value, System.Globalization.CultureInfo.InvariantCulture) : 0;
    }

    private static async Task<string> ExplainAsync(NpgsqlConnection connection, RunText text)
    {
        var command = new NpgsqlBatchCommand($"explain {text.One}");
        foreach ((ColumnKind kind, int place) in text.Arguments.Select((kind, place) => (kind, place)))
        {
            command.Add(kind, (kind, place) switch
            {
                (_, 1) => ColumnValue.Of("program"),
                (ColumnKind.Text, _) => ColumnValue.Of("5"),
                (ColumnKind.Boolean, _) => ColumnValue.Of(true),
                _ when place == text.Arguments.Count - 1 => ColumnValue.Of(20L),
                _ => ColumnValue.Of(DateTimeOffset.UnixEpoch.AddDays(3)),
            });
        }

        return await ExplainAsync(connection, command);
    }

    private static async Task<string> ExplainAsync(NpgsqlConnection connection, NpgsqlBatchCommand command)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(command);
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(Cancellation);
        var lines = new List<string>();
        while (await reader.ReadAsync(Cancellation))
        {
            lines.Add(reader.GetString(0));
        }

        return string.Join('\n', lines);
    }

    private static IEnumerable<string> Statements(PostgreSqlDialect dialect) => Tables.Tables.SelectMany(map =>
    {
        var table = new PostgreSqlTable(map, dialect);
        return new[] { table.ReadEach, table.ReadJoined, table.Insert, table.Update, table.Lock, table.Delete }.Concat(map.Columns.Where(c => c.IsCounter).Select(table.Add));
    }).Concat(Runs(dialect).Select(run => run.Text.One));

    /// <summary>Every shape that a checked range or query can have.</summary>
    private static IEnumerable<(IndexMap Index, RunText Text)> Runs(PostgreSqlDialect dialect) =>
        from map in Tables.Tables
        let table = new PostgreSqlTable(map, dialect)
        from index in map.Indexes
        from shape in Enumerable.Range(0, (int)IndexShape.All + 1).Select(shape => (IndexShape)shape)
        where index.Declared.IsPrimary
            ? (shape & (IndexShape.From | IndexShape.Through | IndexShape.AllOwners)) == IndexShape.None
            : shape.HasFlag(IndexShape.AllOwners) == (index.Declared.Scope == IndexScope.Program)
        where index.Declared.IsPrimary || !shape.HasFlag(IndexShape.Continued) || !index.Declared.Columns.Skip(1).Any(c => c.IsOptional)
            || shape.HasFlag(shape.HasFlag(IndexShape.Descending) ? IndexShape.Through : IndexShape.From)
        select (index, table.Run(index, shape));
}
