using System.Data;
using Npgsql;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>An open connection to load and write on, inside the caller's transaction where there is one. Never commits or rolls that back.</summary>
/// <param name="Connection">The open connection.</param>
/// <param name="Transaction">The transaction that everything happens in; <see langword="null"/> for one of each call's own.</param>
/// <param name="Timeout">How long the client waits for a round trip.</param>
internal readonly record struct PostgreSqlSession(NpgsqlConnection Connection, NpgsqlTransaction? Transaction, TimeSpan Timeout)
{
    /// <summary>A batch without statements; those put into it run in one round trip and, without a transaction around them, in one of their own.</summary>
    public NpgsqlBatch NewBatch() => new(Connection, Transaction) { Timeout = (int)Math.Ceiling(Timeout.TotalSeconds) };

    /// <summary>The rows that a batch answers.</summary>
    public static Task<NpgsqlDataReader> ReadAsync(NpgsqlBatch batch, CancellationToken cancellationToken) =>
        batch.ExecuteReaderAsync(CommandBehavior.Default, cancellationToken);
}
