namespace PrivateDomain.Sdk.Storage.Relational;

/// <summary>The text of the statements that touch one row by its key.</summary>
/// <remarks>
/// Parameters are numbered in the order given at each member. Every statement filters by owner first and takes times and ids as parameters.
/// Immutable and thread-safe.
/// </remarks>
public sealed class StatementText
{
    private readonly SqlDialect _dialect;

    /// <summary>Writes statements in a dialect.</summary>
    /// <param name="dialect">The dialect.</param>
    public StatementText(SqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        _dialect = dialect;
    }

    /// <summary>Reads one row. Parameters: owner, program, id. Answers: revision, then the declared columns.</summary>
    /// <param name="table">The table.</param>
    /// <returns>The statement.</returns>
    public string Read(TableMap table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return $"select {Names(table.Columns.Select(c => c.Name).Prepend(TableMap.Revision))} from {_dialect.Table(table.Name)} where {KeyFilter()}";
    }

    /// <summary>Reads one row's revision. Parameters: owner, program, id.</summary>
    /// <param name="table">The table.</param>
    /// <returns>The statement.</returns>
    public string ReadRevision(TableMap table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return $"select {_dialect.Quote(TableMap.Revision)} from {_dialect.Table(table.Name)} where {KeyFilter()}";
    }

    /// <summary>Inserts one row, or none when the key exists. Parameters: owner, program, id, revision, then the declared columns.</summary>
    /// <param name="table">The table.</param>
    /// <returns>The statement.</returns>
    public string Insert(TableMap table)
    {
        ArgumentNullException.ThrowIfNull(table);
        string[] names = [TableMap.Owner, TableMap.Program, TableMap.Id, TableMap.Revision, .. table.Columns.Select(c => c.Name)];
        IEnumerable<string> markers = Enumerable.Range(1, names.Length).Select(_dialect.Parameter);
        return $"insert into {_dialect.Table(table.Name)} ({Names(names)}) values ({string.Join(", ", markers)})"
            + $" on conflict ({Names([TableMap.Owner, TableMap.Program, TableMap.Id])}) do nothing";
    }

    /// <summary>
    /// Replaces one row, or none when its revision is another.
    /// Parameters: owner, program, id, expected revision, new revision, then the declared columns.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <returns>The statement.</returns>
    public string Update(TableMap table)
    {
        ArgumentNullException.ThrowIfNull(table);
        IEnumerable<string> assignments = table.Columns.Select(c => c.Name).Prepend(TableMap.Revision)
            .Select((name, place) => $"{_dialect.Quote(name)} = {_dialect.Parameter(place + 5)}");
        return $"update {_dialect.Table(table.Name)} set {string.Join(", ", assignments)} where {KeyFilter()} and {RevisionFilter()}";
    }

    /// <summary>
    /// As <see cref="Update"/>, with the same parameters, but changes no row either when a column of an index has another value:
    /// for databases that write index entries anew whenever their columns are assigned.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <returns>The statement.</returns>
    public string UpdateUnindexed(TableMap table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var assignments = new List<string> { $"{_dialect.Quote(TableMap.Revision)} = {_dialect.Parameter(5)}" };
        var filters = new List<string> { KeyFilter(), RevisionFilter() };
        foreach (RecordColumn column in table.Columns)
        {
            (string name, string parameter) = (_dialect.Quote(column.Name), _dialect.Parameter(column.Ordinal + 6));
            if (table.IsIndexed(column))
            {
                filters.Add($"{name} is not distinct from {parameter}");
            }
            else
            {
                assignments.Add($"{name} = {parameter}");
            }
        }

        return $"update {_dialect.Table(table.Name)} set {string.Join(", ", assignments)} where {string.Join(" and ", filters)}";
    }

    /// <summary>Deletes one row, or none when its revision is another. Parameters: owner, program, id, expected revision.</summary>
    /// <param name="table">The table.</param>
    /// <returns>The statement.</returns>
    public string Delete(TableMap table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return $"delete from {_dialect.Table(table.Name)} where {KeyFilter()} and {RevisionFilter()}";
    }

    /// <summary>
    /// Adds to one column and to the revision, or changes nothing when the stored value is outside the bounds.
    /// Parameters: owner, program, id, delta, least and greatest stored value; see <see cref="GuardBounds"/>.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="column">The column.</param>
    /// <returns>The statement.</returns>
    public string Add(TableMap table, RecordColumn column)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(column);
        string counter = _dialect.Quote(column.Name);
        string revision = _dialect.Quote(TableMap.Revision);
        return $"update {_dialect.Table(table.Name)} set {counter} = {counter} + {_dialect.Parameter(4)}, {revision} = {revision} + 1"
            + $" where {KeyFilter()} and {counter} between {_dialect.Parameter(5)} and {_dialect.Parameter(6)}";
    }

    private string KeyFilter() =>
        $"{_dialect.Quote(TableMap.Owner)} = {_dialect.Parameter(1)} and {_dialect.Quote(TableMap.Program)} = {_dialect.Parameter(2)}"
        + $" and {_dialect.Quote(TableMap.Id)} = {_dialect.Parameter(3)}";

    private string RevisionFilter() => $"{_dialect.Quote(TableMap.Revision)} = {_dialect.Parameter(4)}";

    private string Names(IEnumerable<string> names) => string.Join(", ", names.Select(_dialect.Quote));
}
