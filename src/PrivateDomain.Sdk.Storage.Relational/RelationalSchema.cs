namespace PrivateDomain.Sdk.Storage.Relational;

/// <summary>The tables of a model's record types.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class RelationalSchema
{
    private readonly Dictionary<RecordType, TableMap> _tables;

    /// <summary>Lays out the tables.</summary>
    /// <param name="model">The record types.</param>
    /// <param name="tablePrefix">What every table's name starts with; see <see cref="TablePrefix"/>.</param>
    /// <exception cref="ArgumentException">The prefix is not allowed, or two names in the database would be the same.</exception>
    public RelationalSchema(RecordModel model, string tablePrefix)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!TablePrefix.IsValid(tablePrefix, out string? problem))
        {
            throw new ArgumentException($"'{tablePrefix}' cannot be used: {problem}.", nameof(tablePrefix));
        }

        Model = model;
        HistoryTable = tablePrefix + "schema_history";
        IdTable = tablePrefix + "store_id";
        Tables = [.. model.Types.Select((type, position) => new TableMap(type, tablePrefix, position))];
        _tables = Tables.ToDictionary(table => table.Type);
        RequireDistinctNames();
    }

    /// <summary>The record types.</summary>
    public RecordModel Model { get; }

    /// <summary>The table that tells which migrations were applied.</summary>
    public string HistoryTable { get; }

    /// <summary>The table in which a store keeps the id that tells it from others, where it needs one.</summary>
    public string IdTable { get; }

    /// <summary>A table for each record type, in the model's order.</summary>
    public IReadOnlyList<TableMap> Tables { get; }

    /// <summary>Finds the table of a record type.</summary>
    /// <param name="type">The record type.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentException">The model has no such type.</exception>
    public TableMap Table(RecordType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return _tables.TryGetValue(type, out TableMap? table)
            ? table
            : throw new ArgumentException($"The store was not initialized for the record type '{type}'; add it to the model.", nameof(type));
    }

    private void RequireDistinctNames()
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { HistoryTable, IdTable };
        foreach (string name in Tables.SelectMany(t => t.Indexes.Where(i => i.Name.Length > 0).Select(i => i.Name).Prepend(t.Name)))
        {
            if (!names.Add(name))
            {
                throw new ArgumentException($"Two tables or indexes would be called '{name}'; rename a record type or an index.");
            }
        }
    }
}
