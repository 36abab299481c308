using System.Data;
using Npgsql;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>An open connection to load and write on, inside the caller's transaction where there is one. Never commits or rolls that back.</summary>
/// <param name="Connection">The open connection.</param>
/// <param name="Transaction">The transaction that everything happens in; <see langword="null"/> for one of each call's own.</param>
/// <param name="Timeout">How long the client waits for a round trip.</param>
/// <param name="Mark">Knows the caller's transaction again, and refuses another; <see langword="null"/> where nobody asks.</param>
internal readonly record struct PostgreSqlSession(NpgsqlConnection Connection, NpgsqlTransaction? Transaction, TimeSpan Timeout, TransactionMark? Mark = null)
{
    /// <summary>A batch without statements; those put into it run in one round trip and, without a transaction around them, in one of their own.</summary>
    public NpgsqlBatch NewBatch() => new(Connection, Transaction) { Timeout = (int)Math.Ceiling(Timeout.TotalSeconds) };

    /// <summary>The rows that a batch answers. Where there is a mark it stands in a savepoint, which a caller goes back to when it fails.</summary>
    /// <exception cref="InvalidOperationException">The transaction is not the one of the mark.</exception>
    public async ValueTask<NpgsqlDataReader> ReadAsync(NpgsqlBatch batch, CancellationToken cancellationToken)
    {
        if (Mark is null)
        {
            return await batch.ExecuteReaderAsync(CommandBehavior.Default, cancellationToken).ConfigureAwait(false);
        }

        batch.BatchCommands.Insert(0, new NpgsqlBatchCommand(PostgreSqlWriter.Save));
        batch.BatchCommands.Insert(1, TransactionMark.Reading());
        batch.BatchCommands.Add(new NpgsqlBatchCommand(PostgreSqlWriter.Release));
        NpgsqlDataReader reader = await batch.ExecuteReaderAsync(CommandBehavior.Default, cancellationToken).ConfigureAwait(false);
        try
        {
            await Mark.TakeAsync(reader, cancellationToken).ConfigureAwait(false);
            return reader;
        }
        catch
        {
            await reader.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
