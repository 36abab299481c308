using Npgsql;
using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>A checked read set, sorted by table and by the shape of its ranges, with room for the answer.</summary>
/// <remarks>Used once. The statements of <see cref="Commands"/> answer in the order in which <see cref="TakeAsync"/> takes them.</remarks>
internal sealed class RecordLoad
{
    private readonly ReadSet _reads;
    private readonly Record?[] _records;
    private readonly RangeSlice[] _slices;
    private readonly List<KeyGroup> _keys = [];
    private readonly List<RunGroup> _runs = [];

    private RecordLoad(ReadSet reads)
    {
        _reads = reads;
        _records = reads.Keys.Count == 0 ? [] : new Record?[reads.Keys.Count];
        _slices = reads.Ranges.Count == 0 ? [] : new RangeSlice[reads.Ranges.Count];
    }

    /// <summary>How many statements the load takes.</summary>
    public int Count => _keys.Count + _runs.Count;

    /// <summary>Checks and sorts a read set.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="reads">What to read.</param>
    /// <param name="isSharded">Whether rows are spread over several servers, which cannot read several bounded runs in one statement.</param>
    /// <exception cref="ArgumentException">A record type is not in the model, or a range does not fit its index.</exception>
    public static RecordLoad Of(PostgreSqlTables tables, ReadSet reads, bool isSharded)
    {
        var load = new RecordLoad(reads);
        load.SortKeys(tables, isSharded);
        load.SortRanges(tables, isSharded);
        return load;
    }

    /// <summary>The statements.</summary>
    public IEnumerable<NpgsqlBatchCommand> Commands() => _keys.Select(group => group.Command(_reads.Keys)).Concat(_runs.Select(group => group.Command()));

    /// <summary>Reads what the statements answered.</summary>
    public async ValueTask<Snapshot> TakeAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        bool isFirst = true;
        foreach (KeyGroup group in _keys)
        {
            isFirst = await MoveAsync(reader, isFirst, cancellationToken).ConfigureAwait(false);
            await group.TakeAsync(reader, _reads.Keys, _records, cancellationToken).ConfigureAwait(false);
        }

        foreach (RunGroup group in _runs)
        {
            isFirst = await MoveAsync(reader, isFirst, cancellationToken).ConfigureAwait(false);
            await group.TakeAsync(reader, _slices, cancellationToken).ConfigureAwait(false);
        }

        return new Snapshot(_records, _slices);
    }

    private static async ValueTask<bool> MoveAsync(NpgsqlDataReader reader, bool isFirst, CancellationToken cancellationToken)
    {
        if (!isFirst)
        {
            await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        }

        return false;
    }

    private void SortKeys(PostgreSqlTables tables, bool isSharded)
    {
        KeyGroup? last = null;
        for (int place = 0; place < _records.Length; place++)
        {
            RecordType type = _reads.Keys[place].Type;
            if (last is null || !ReferenceEquals(last.Table.Map.Type, type))
            {
                last = _keys.Find(group => ReferenceEquals(group.Table.Map.Type, type));
                if (last is null)
                {
                    _keys.Add(last = new KeyGroup(tables[type], isSharded));
                }
            }

            last.Places.Add(place);
        }
    }

    private void SortRanges(PostgreSqlTables tables, bool isSharded)
    {
        for (int place = 0; place < _slices.Length; place++)
        {
            var read = IndexRead.Of(tables.Schema, _reads.Ranges[place]);
            RunGroup? group = isSharded ? null : GroupOf(read);
            if (group is null)
            {
                _runs.Add(group = new RunGroup(tables[read.Table.Type], read));
            }

            group.Add(read, place);
        }
    }

    private RunGroup? GroupOf(in IndexRead read)
    {
        foreach (RunGroup group in _runs)
        {
            if (group.Takes(read))
            {
                return group;
            }
        }

        return null;
    }
}
