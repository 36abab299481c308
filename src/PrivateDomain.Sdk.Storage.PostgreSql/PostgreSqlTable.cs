using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>The statements of one table, each written when it is first used and kept.</summary>
/// <remarks>Thread-safe: a text that two calls write at once is the same text.</remarks>
internal sealed class PostgreSqlTable(TableMap map, PostgreSqlDialect dialect)
{
    private const int Shapes = (int)IndexShape.All + 1;

    private readonly SetText _sets = new(dialect);
    private readonly string?[] _adds = new string?[map.Columns.Count];
    private readonly RunText?[] _runs = new RunText?[map.Indexes.Count * Shapes];

    public TableMap Map => map;

    public string ReadEach => field ??= _sets.ReadEach(map);

    public string ReadJoined => field ??= _sets.ReadJoined(map);

    public string Insert => field ??= _sets.Insert(map);

    public string Update => field ??= _sets.Update(map);

    public string Lock => field ??= _sets.Lock(map);

    public string Delete => field ??= _sets.Delete(map);

    public string Add(RecordColumn column) => _adds[column.Ordinal] ??= _sets.Add(map, column);

    public RunText Run(IndexMap index, IndexShape shape) => _runs[(index.Position * Shapes) + (int)shape] ??= new RunText(
        new IndexText(dialect).Read(map, index, shape), _sets.ReadRuns(map, index, shape), IndexText.ArgumentKinds(index, shape));
}
