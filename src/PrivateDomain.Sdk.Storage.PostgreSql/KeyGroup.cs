using Npgsql;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>The keys of one table that a load reads by one statement.</summary>
internal sealed class KeyGroup(PostgreSqlTable table, bool isSharded)
{
    public PostgreSqlTable Table => table;

    /// <summary>Where the keys stand in the read set.</summary>
    public List<int> Places { get; } = [];

    public NpgsqlBatchCommand Command(IReadOnlyList<RecordKey> keys)
    {
        var command = new NpgsqlBatchCommand(isSharded ? table.ReadJoined : table.ReadEach);
        command.AddTexts(Places, place => keys[place].Owner);
        command.AddTexts(Places, place => keys[place].Program);
        command.AddTexts(Places, place => keys[place].Id);
        return command;
    }

    public async ValueTask TakeAsync(NpgsqlDataReader reader, IReadOnlyList<RecordKey> keys, Record?[] records, CancellationToken cancellationToken)
    {
        var row = new RowReader(table.Map, reader, revisionColumn: 1);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            int place = Places[(int)reader.GetInt64(0) - 1];
            records[place] = row.Read(keys[place]);
        }
    }
}
