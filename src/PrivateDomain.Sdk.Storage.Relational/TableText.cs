namespace PrivateDomain.Sdk.Storage.Relational;

/// <summary>The text of the statements that create and change tables.</summary>
internal sealed class TableText(SqlDialect dialect)
{
    /// <summary>What a schema version changes for a table; without statements when that is nothing.</summary>
    public SchemaMigration Migration(TableMap table, int version)
    {
        var statements = new List<string>();
        if (table.Type.Since == version)
        {
            statements.Add(CreateTable(table));
        }
        else
        {
            statements.AddRange(table.Columns.Where(c => c.Since == version).Select(c => AddColumn(table, c)));
        }

        IEnumerable<IndexMap> indexes = table.Indexes.Where(i => !i.Declared.IsPrimary && i.Declared.Since == version);
        statements.AddRange(indexes.Select(index => CreateIndex(table, index)));
        return new SchemaMigration(version, table.Type.Name, statements);
    }

    private string CreateTable(TableMap table)
    {
        string[] key = [dialect.Quote(TableMap.Owner), dialect.Quote(TableMap.Program), dialect.Quote(TableMap.Id)];
        IEnumerable<string> keys = key.Select(name => $"{name} {dialect.KeyType} not null");
        string revision = $"{dialect.Quote(TableMap.Revision)} {dialect.ColumnType(ColumnKind.Int64)} not null";
        IEnumerable<string> columns = table.Columns.Where(c => c.Since == table.Type.Since).Select(Column);
        string primary = $"primary key ({string.Join(", ", key)})";
        string body = string.Join(",\n  ", [.. keys, revision, .. columns, primary]);
        return $"create table {dialect.Table(table.Name)} (\n  {body}\n){dialect.TableOptions}";
    }

    private string AddColumn(TableMap table, RecordColumn column) => $"alter table {dialect.Table(table.Name)} add column {Column(column)}";

    private string CreateIndex(TableMap table, IndexMap index)
    {
        IEnumerable<string> columns = index.Declared.Columns
            .Select((column, place) => dialect.Quote(column.Name) + (place > 0 && column.IsOptional ? dialect.NullsFirst : ""));
        (string owner, string program, string id) = (dialect.Quote(TableMap.Owner), dialect.Quote(TableMap.Program), dialect.Quote(TableMap.Id));
        IEnumerable<string> keys = index.Declared.Scope == IndexScope.Owner ? [owner, program, .. columns, id] : [program, .. columns, owner, id];
        string filter = index.IsPartial ? $" where {dialect.Quote(index.First!.Name)} is not null" : "";
        return $"create index {dialect.Quote(index.Name)} on {dialect.Table(table.Name)} ({string.Join(", ", keys)}){filter}";
    }

    private string Column(RecordColumn column) =>
        $"{dialect.Quote(column.Name)} {dialect.ColumnType(column.Kind)}{(column.IsOptional ? "" : " not null")}";
}
