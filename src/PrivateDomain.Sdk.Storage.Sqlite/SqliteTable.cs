using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.Sqlite;

/// <summary>The statements of one table on one connection, each prepared when it is first used and kept.</summary>
internal sealed class SqliteTable(TableMap map, SqliteSession session) : IDisposable
{
    private const int Shapes = (int)IndexShape.All + 1;
    private static readonly StatementText s_statements = new(SqliteDialect.Instance);
    private static readonly IndexText s_indexes = new(SqliteDialect.Instance);

    private readonly SqliteStatement?[] _adds = new SqliteStatement?[map.Columns.Count];
    private readonly SqliteStatement?[] _ranges = new SqliteStatement?[map.Indexes.Count * Shapes];
    private SqliteStatement? _read;
    private SqliteStatement? _readRevision;
    private SqliteStatement? _insert;
    private SqliteStatement? _update;
    private SqliteStatement? _updateUnindexed;
    private SqliteStatement? _delete;

    public TableMap Map => map;

    public SqliteStatement Read => _read ??= session.Prepare(s_statements.Read(map));

    public SqliteStatement ReadRevision => _readRevision ??= session.Prepare(s_statements.ReadRevision(map));

    public SqliteStatement Insert => _insert ??= session.Prepare(s_statements.Insert(map));

    public SqliteStatement Update => _update ??= session.Prepare(s_statements.Update(map));

    /// <summary>Leaves indexes alone, or does nothing: SQLite writes index entries anew even when their columns keep their values.</summary>
    public SqliteStatement UpdateUnindexed => _updateUnindexed ??= session.Prepare(s_statements.UpdateUnindexed(map));

    public bool HasIndexes { get; } = map.Indexes.Count > 1;

    public SqliteStatement Delete => _delete ??= session.Prepare(s_statements.Delete(map));

    public SqliteStatement Add(RecordColumn column) => _adds[column.Ordinal] ??= session.Prepare(s_statements.Add(map, column));

    public SqliteStatement Range(IndexMap index, IndexShape shape) =>
        _ranges[(index.Position * Shapes) + (int)shape] ??= session.Prepare(s_indexes.Read(map, index, shape));

    public void Dispose()
    {
        SqliteStatement?[] prepared = [.. _adds, .. _ranges, _read, _readRevision, _insert, _update, _updateUnindexed, _delete];
        foreach (SqliteStatement? statement in prepared)
        {
            statement?.Dispose();
        }
    }
}
