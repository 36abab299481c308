using Npgsql;
using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>Reads records on a session.</summary>
internal sealed class PostgreSqlReader(PostgreSqlTables tables, bool isSharded)
{
    private const string BeginSnapshot = "begin transaction isolation level repeatable read read only";
    private const string EndSnapshot = "commit";

    /// <summary>Loads in one round trip. Without a transaction around it the load is one snapshot; inside one it is what that transaction sees.</summary>
    public async ValueTask<Snapshot> LoadAsync(PostgreSqlSession session, ReadSet reads, CancellationToken cancellationToken)
    {
        var load = RecordLoad.Of(tables, reads, isSharded);
        if (load.Count == 0)
        {
            return new Snapshot([], []);
        }

        NpgsqlBatch batch = session.NewBatch();
        await using (batch.ConfigureAwait(false))
        {
            // A single statement sees one snapshot by itself.
            bool isSnapshot = load.Count > 1 && session.Transaction is null;
            Add(batch, isSnapshot ? [new NpgsqlBatchCommand(BeginSnapshot), .. load.Commands(), new NpgsqlBatchCommand(EndSnapshot)] : load.Commands());
            NpgsqlDataReader reader = await session.ReadAsync(batch, cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                return await load.TakeAsync(reader, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Reads a page in one round trip.</summary>
    public async ValueTask<RecordPage> PageAsync(PostgreSqlSession session, RecordQuery query, int maxPageSize, CancellationToken cancellationToken)
    {
        var read = IndexRead.Of(tables.Schema, query, maxPageSize);
        var run = new RunGroup(tables[read.Table.Type], read);
        run.Add(read, 0);
        var slices = new RangeSlice[1];
        NpgsqlBatch batch = session.NewBatch();
        await using (batch.ConfigureAwait(false))
        {
            batch.BatchCommands.Add(run.Command());
            NpgsqlDataReader reader = await session.ReadAsync(batch, cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await run.TakeAsync(reader, slices, cancellationToken).ConfigureAwait(false);
            }
        }

        IReadOnlyList<Record> records = slices[0].Records;
        return new RecordPage(records, slices[0].IsComplete ? null : RecordCursor.Encode(query.Index, records[^1]));
    }

    private static void Add(NpgsqlBatch batch, IEnumerable<NpgsqlBatchCommand> commands)
    {
        foreach (NpgsqlBatchCommand command in commands)
        {
            batch.BatchCommands.Add(command);
        }
    }
}
