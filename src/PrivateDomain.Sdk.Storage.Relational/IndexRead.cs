namespace PrivateDomain.Sdk.Storage.Relational;

/// <summary>A checked range or page: which rows to read in an index's order, and the arguments of the statement that reads them.</summary>
/// <remarks>An immutable value. One row more than asked for is read, to learn whether there are more.</remarks>
public readonly struct IndexRead
{
    private readonly string _owner;
    private readonly ColumnValue _from;
    private readonly ColumnValue _through;
    private readonly RecordCursor? _cursor;

    private IndexRead(
        TableMap table,
        RecordIndex index,
        string? owner,
        string program,
        int limit,
        bool descending,
        ColumnValue from,
        ColumnValue through,
        RecordCursor? cursor)
    {
        Table = table;
        Index = table.Index(index);
        Owner = owner;
        Program = program;
        Limit = limit;
        _cursor = cursor;
        _owner = owner ?? (index.IsPrimary && cursor is not null ? cursor.Owner : "");
        _from = from;
        _through = through;
        if (cursor is not null && !index.IsPrimary)
        {
            // The cursor takes the bound's place, so that the database seeks to the row and does not read up to it: rows behind it are within the bound.
            // Beside a comparison of whole rows a bound would even harm, for databases then seek by the bound alone. A key that is compared column by
            // column cannot be sought, so there the cursor's first column becomes the bound.
            ColumnValue last = cursor.Columns[0];
            ColumnValue nearest = Index.HasOptionalTail ? last : ColumnValue.Null;
            _from = descending || last.CompareTo(from) < 0 ? from : nearest;
            _through = !descending || (!through.IsNull && last.CompareTo(through) > 0) ? through : nearest;
        }

        Shape = (_from.IsNull ? IndexShape.None : IndexShape.From)
            | (_through.IsNull ? IndexShape.None : IndexShape.Through)
            | (descending ? IndexShape.Descending : IndexShape.None)
            | (cursor is null ? IndexShape.None : IndexShape.Continued)
            | (owner is null ? IndexShape.AllOwners : IndexShape.None);
    }

    /// <summary>The table.</summary>
    public TableMap Table { get; }

    /// <summary>The index, or the primary key.</summary>
    public IndexMap Index { get; }

    /// <summary>Whose rows; <see langword="null"/> for all owners of the program.</summary>
    public string? Owner { get; }

    /// <summary>The program.</summary>
    public string Program { get; }

    /// <summary>How many rows are wanted.</summary>
    public int Limit { get; }

    /// <summary>What decides the statement's text.</summary>
    public IndexShape Shape { get; }

    /// <summary>Checks a range.</summary>
    /// <param name="schema">The tables.</param>
    /// <param name="range">The range.</param>
    /// <returns>What to read.</returns>
    /// <exception cref="ArgumentException">The range does not fit its index.</exception>
    public static IndexRead Of(RelationalSchema schema, OwnerRange range)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(range);
        range.Validate();
        TableMap table = schema.Table(range.Index.Type);
        return new IndexRead(table, range.Index, range.Owner, range.Program, range.Limit, range.Descending, range.From, range.Through, cursor: null);
    }

    /// <summary>Checks a query.</summary>
    /// <param name="schema">The tables.</param>
    /// <param name="query">The query.</param>
    /// <param name="maxPageSize">The largest limit allowed.</param>
    /// <returns>What to read.</returns>
    /// <exception cref="ArgumentException">The query does not fit its index, or the cursor is not one of this index.</exception>
    public static IndexRead Of(RelationalSchema schema, RecordQuery query, int maxPageSize)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(query);
        query.Validate(maxPageSize);
        RecordCursor? cursor = query.Cursor is null ? null : RecordCursor.Decode(query.Index, query.Cursor);
        TableMap table = schema.Table(query.Index.Type);
        return new IndexRead(table, query.Index, query.Owner, query.Program, query.Limit, query.Descending, query.From, query.Through, cursor);
    }

    /// <summary>How many arguments the statement has at most.</summary>
    /// <param name="table">The table.</param>
    /// <returns>The number.</returns>
    public static int MaxArguments(TableMap table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Columns.Count + 7;
    }

    /// <summary>Writes the arguments in the order of the statement's parameters.</summary>
    /// <param name="target">Room for <see cref="MaxArguments"/> values.</param>
    /// <returns>How many were written.</returns>
    public int WriteArguments(Span<ColumnValue> target)
    {
        int count = 0;
        target[count++] = ColumnValue.Of(_owner);
        target[count++] = ColumnValue.Of(Program);
        if (!_from.IsNull)
        {
            target[count++] = _from;
        }

        if (!_through.IsNull)
        {
            target[count++] = _through;
        }

        if (_cursor is not null)
        {
            foreach (ColumnValue value in _cursor.Columns)
            {
                target[count++] = value;
            }

            if (Owner is null)
            {
                target[count++] = ColumnValue.Of(_cursor.Owner);
            }

            target[count++] = ColumnValue.Of(_cursor.Id);
        }

        target[count++] = ColumnValue.Of(Limit + 1L);
        return count;
    }
}
