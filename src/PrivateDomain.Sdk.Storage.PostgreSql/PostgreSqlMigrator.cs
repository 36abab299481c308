using System.Text;
using Npgsql;
using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>Brings a database up to a schema, or says what that would take.</summary>
/// <param name="schema">The tables.</param>
/// <param name="schemaName">The schema that they live in.</param>
/// <param name="dialect">The dialect.</param>
/// <param name="id">The id of the store, if it has none yet.</param>
/// <param name="timeProvider">The clock for the history.</param>
internal sealed class PostgreSqlMigrator(RelationalSchema schema, string schemaName, PostgreSqlDialect dialect, Guid id, TimeProvider timeProvider)
{
    private const int MaxRaces = 50;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    private readonly SchemaMigrations _migrations = new(schema, dialect, StoreIdentity.Migration(schema, dialect, id));

    /// <summary>
    /// Runs what is missing. Several hosts may do so at once: each does it in a transaction, the names in the catalog let one through, and the
    /// others look again and find it done.
    /// </summary>
    /// <exception cref="StoreException">The database's schema is newer, or it keeps text in another encoding than UTF-8.</exception>
    public async Task MigrateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        for (int race = 0; ; race++)
        {
            try
            {
                await MigrateOnceAsync(connection, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (PostgresException e) when (IsRace(e.SqlState) && race < MaxRaces)
            {
                await Task.Delay(s_pause, timeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>What <see cref="MigrateAsync"/> would run, as a script.</summary>
    public async Task<string> ScriptAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        bool hasSchema = await HasSchemaAsync(connection, cancellationToken).ConfigureAwait(false);
        string script = _migrations.Script(await ReadHistoryAsync(connection, cancellationToken).ConfigureAwait(false), timeProvider.GetUtcNow());
        return hasSchema ? script : new StringBuilder().Append(dialect.CreateSchema).Append(";\n").Append(script).ToString();
    }

    private async Task MigrateOnceAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if ((await MissingAsync(connection, cancellationToken).ConfigureAwait(false)).Count == 0)
        {
            return;
        }

        NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            // Making an index takes as long as the table is large.
            await ExecuteAsync(connection, "set local statement_timeout = 0", cancellationToken).ConfigureAwait(false);
            foreach (string statement in await MissingAsync(connection, cancellationToken).ConfigureAwait(false))
            {
                await ExecuteAsync(connection, statement, cancellationToken).ConfigureAwait(false);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<string>> MissingAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // Looked for and not left to "if not exists", which asks for the right to create schemas all the same.
        bool hasSchema = await HasSchemaAsync(connection, cancellationToken).ConfigureAwait(false);
        List<(int Version, string Name)>? applied = await ReadHistoryAsync(connection, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> statements = _migrations.Statements(applied, timeProvider.GetUtcNow());
        return hasSchema ? statements : [dialect.CreateSchema, .. statements];
    }

    private async Task<List<(int Version, string Name)>?> ReadHistoryAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (!await CountsAsync(connection, dialect.CountTables, schema.HistoryTable, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        var applied = new List<(int Version, string Name)>();
        NpgsqlCommand command = Command(connection, _migrations.ReadHistory);
        await using (command.ConfigureAwait(false))
        {
            NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    applied.Add((checked((int)reader.GetInt64(0)), reader.GetString(1)));
                }
            }
        }

        return _migrations.Refusal(applied) is { } refusal
            ? throw new StoreException(PostgreSqlRecordStore.Name, "initialize", isTransient: false, $"the database cannot be used: {refusal}")
            : applied;
    }

    private Task<bool> HasSchemaAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        CountsAsync(connection, "select count(*) from pg_catalog.pg_namespace where nspname = $1", schemaName, cancellationToken);

    private static async Task<bool> CountsAsync(NpgsqlConnection connection, string sql, string argument, CancellationToken cancellationToken)
    {
        NpgsqlCommand command = Command(connection, sql);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = argument });
            return (long)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))! > 0;
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        NpgsqlCommand command = Command(connection, sql);
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

#pragma warning disable CA2100 // Statements come from the declarations of record types and from constants; names are quoted.
    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql) => new(sql, connection) { CommandTimeout = 0 };
#pragma warning restore CA2100

    // What a host meets that does the same at the same time as another: a name that appeared since it looked.
    private static bool IsRace(string state) => state is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DuplicateTable
        or PostgresErrorCodes.DuplicateSchema or PostgresErrorCodes.DuplicateObject or PostgresErrorCodes.DuplicateColumn
        or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;
}
