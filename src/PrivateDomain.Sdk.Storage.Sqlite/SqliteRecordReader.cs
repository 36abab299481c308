using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.Sqlite;

/// <summary>Reads records on one session.</summary>
internal sealed class SqliteRecordReader(SqliteSession session)
{
    /// <summary>All that a read set asks for.</summary>
    public Snapshot Load(ReadSet reads, CancellationToken cancellationToken)
    {
        var records = new Record?[reads.Keys.Count];
        var ranges = new RangeSlice[reads.Ranges.Count];
        for (int i = 0; i < records.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            records[i] = Find(reads.Keys[i]);
        }

        for (int i = 0; i < ranges.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ranges[i] = Range(reads.Ranges[i]);
        }

        return new Snapshot(records, ranges);
    }

    /// <summary>The record of a key, or <see langword="null"/>.</summary>
    public Record? Find(in RecordKey key)
    {
        SqliteTable table = session.Table(key.Type);
        SqliteStatement statement = table.Read;
        try
        {
            statement.Bind(key.Owner);
            statement.Bind(key.Program);
            statement.Bind(key.Id);
            return statement.Step() ? Row(statement, table.Map, key, revisionColumn: 0) : null;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>The records of a range.</summary>
    public RangeSlice Range(OwnerRange range)
    {
        var read = IndexRead.Of(session.Schema, range);
        List<Record> records = Rows(read, out bool isComplete);
        return new RangeSlice(records, isComplete);
    }

    /// <summary>One page of records.</summary>
    public RecordPage Page(RecordQuery query, int maxPageSize)
    {
        var read = IndexRead.Of(session.Schema, query, maxPageSize);
        List<Record> records = Rows(read, out bool isComplete);
        return new RecordPage(records, isComplete ? null : RecordCursor.Encode(query.Index, records[^1]));
    }

    private List<Record> Rows(in IndexRead read, out bool isComplete)
    {
        SqliteStatement statement = session.Table(read.Table.Type).Range(read.Index, read.Shape);
        var records = new List<Record>();
        try
        {
            foreach (ref readonly ColumnValue argument in session.Values.AsSpan(0, read.WriteArguments(session.Values)))
            {
                statement.Bind(argument);
            }

            while (statement.Step())
            {
                if (records.Count == read.Limit)
                {
                    isComplete = false;
                    return records;
                }

                var key = new RecordKey(read.Table.Type, read.Owner ?? statement.Text(0), read.Program, statement.Text(1));
                records.Add(Row(statement, read.Table, key, revisionColumn: 2));
            }

            isComplete = true;
            return records;
        }
        finally
        {
            statement.Reset();
        }
    }

    // The key is the caller's: only what he does not know yet is read.
    private Record Row(SqliteStatement statement, TableMap table, in RecordKey key, int revisionColumn)
    {
        IReadOnlyList<RecordColumn> columns = table.Columns;
        Span<ColumnValue> values = session.Values.AsSpan(0, columns.Count);
        for (int i = 0; i < values.Length; i++)
        {
            RecordColumn column = columns[i];
            int place = revisionColumn + 1 + i;
            values[i] = column.IsOptional && statement.IsNull(place)
                ? ColumnValue.Null
                : column.Kind is ColumnKind.Text or ColumnKind.Json
                    ? ColumnValue.Of(statement.Text(place))
                    : ColumnValue.Of(statement.Number(place));
        }

        return table.Type.Read(key, statement.Number(revisionColumn), values);
    }
}
