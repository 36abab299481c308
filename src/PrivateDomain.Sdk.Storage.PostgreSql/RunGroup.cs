using Npgsql;
using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>Ranges of one shape that a load reads by one statement, and the single range or page that a statement of its own reads.</summary>
internal sealed class RunGroup(PostgreSqlTable table, IndexRead first)
{
    private readonly List<IndexRead> _reads = [];
    private readonly List<int> _places = [];
    private readonly RunText _text = table.Run(first.Index, first.Shape);

    public bool Takes(in IndexRead read) => ReferenceEquals(read.Index, first.Index) && read.Shape == first.Shape;

    public void Add(in IndexRead read, int place)
    {
        _reads.Add(read);
        _places.Add(place);
    }

    public NpgsqlBatchCommand Command()
    {
        int count = _text.Arguments.Count;
        var arguments = new ColumnValue[_reads.Count * IndexRead.MaxArguments(table.Map)];
        for (int i = 0; i < _reads.Count; i++)
        {
            _reads[i].WriteArguments(arguments.AsSpan(i * count));
        }

        var command = new NpgsqlBatchCommand(_reads.Count == 1 ? _text.One : _text.Many);
        var column = new ColumnValue[_reads.Count];
        for (int argument = 0; argument < count; argument++)
        {
            if (_reads.Count == 1)
            {
                command.Add(_text.Arguments[argument], arguments[argument]);
                continue;
            }

            for (int i = 0; i < column.Length; i++)
            {
                column[i] = arguments[(i * count) + argument];
            }

            command.AddColumn(_text.Arguments[argument], isOptional: true, column);
        }

        return command;
    }

    public async ValueTask TakeAsync(NpgsqlDataReader reader, RangeSlice[] slices, CancellationToken cancellationToken)
    {
        var records = new List<Record>[_reads.Count];
        for (int i = 0; i < records.Length; i++)
        {
            records[i] = [];
        }

        // One row more than asked for is read, to learn whether there are more.
        int placed = records.Length == 1 ? 0 : 1;
        var row = new RowReader(table.Map, reader, placed + 2);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            int run = placed == 0 ? 0 : (int)reader.GetInt64(0) - 1;
            IndexRead read = _reads[run];
            records[run].Add(row.Read(new RecordKey(table.Map.Type, read.Owner ?? reader.GetString(placed), read.Program, reader.GetString(placed + 1))));
        }

        for (int i = 0; i < records.Length; i++)
        {
            slices[_places[i]] = Cut(records[i], _reads[i].Limit);
        }
    }

    private static RangeSlice Cut(List<Record> records, int limit)
    {
        bool isComplete = records.Count <= limit;
        if (!isComplete)
        {
            records.RemoveRange(limit, records.Count - limit);
        }

        return new RangeSlice(records, isComplete);
    }
}
