using Microsoft.Extensions.Logging;
using Npgsql;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>What of the server's settings matters to the store.</summary>
/// <param name="Encoding">How the database keeps text.</param>
/// <param name="Fsync">Whether the server waits for the disk at all.</param>
/// <param name="SynchronousCommit">Whether a commit waits for the disk.</param>
/// <param name="IsSharded">Whether the database may spread its tables over several servers.</param>
internal sealed record ServerSettings(string Encoding, string Fsync, string SynchronousCommit, bool IsSharded)
{
    private const string Text =
        "select current_setting('server_encoding'), current_setting('fsync'), current_setting('synchronous_commit'),"
        + " (select count(*) from pg_catalog.pg_extension where extname = 'citus') > 0";

    public static async Task<ServerSettings> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(Text, connection);
        await using (command.ConfigureAwait(false))
        {
            NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                return new ServerSettings(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetBoolean(3));
            }
        }
    }

    /// <summary>Refuses a database whose text is not what the contract promises.</summary>
    /// <exception cref="StoreException">The encoding is not UTF-8.</exception>
    public void RequireUsable()
    {
        if (Encoding != "UTF8")
        {
            throw new StoreException(
                PostgreSqlRecordStore.Name,
                "initialize",
                isTransient: false,
                $"the database's encoding is {Encoding}, which cannot keep every text. Use a database whose encoding is UTF8.");
        }
    }

    /// <summary>Says what may cost committed data.</summary>
    public void Warn(ILogger logger)
    {
        if (Fsync == "off")
        {
            PostgreSqlLog.FsyncOff(logger);
        }

        if (SynchronousCommit == "off")
        {
            PostgreSqlLog.SynchronousCommitOff(logger);
        }
    }
}
