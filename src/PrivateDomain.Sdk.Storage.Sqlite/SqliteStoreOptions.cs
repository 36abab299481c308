using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.Sqlite;

/// <summary>How the SQLite store keeps its file.</summary>
/// <remarks>Checked when the store is made; all problems are named in one message.</remarks>
public sealed class SqliteStoreOptions
{
    /// <summary>How long a call waits for another process by default.</summary>
    public static readonly TimeSpan DefaultBusyTimeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// A connection string of Microsoft.Data.Sqlite that names a file: <c>Data Source=shop.db</c>. The file may hold the host's own tables.
    /// It is created, readable for its owner only, when it is missing; its directory must exist.
    /// </summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>What the name of every table of the store starts with: <c>[a-z_][a-z0-9_]{0,30}</c>.</summary>
    public string TablePrefix { get; set; } = Relational.TablePrefix.Default;

    /// <summary>When a commit waits for the disk.</summary>
    public SqliteSynchronous Synchronous { get; set; } = SqliteSynchronous.Full;

    /// <summary>How long a call waits while another process holds the file, up to ten minutes, before it fails as transient.</summary>
    public TimeSpan BusyTimeout { get; set; } = DefaultBusyTimeout;

    /// <summary>For tests: further statements that configure the writing connection.</summary>
    internal IReadOnlyList<string> FurtherSettings { get; set; } = [];
}
