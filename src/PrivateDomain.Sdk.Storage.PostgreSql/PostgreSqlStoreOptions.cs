using Npgsql;
using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>How the PostgreSQL store reaches its database, and where in it the tables are.</summary>
/// <remarks>Checked when the store is made; all problems are named in one message.</remarks>
public sealed class PostgreSqlStoreOptions
{
    /// <summary>The schema where nothing else is chosen: the one that the host's own tables usually are in.</summary>
    public const string DefaultSchema = "public";

    /// <summary>How long a statement may run by default.</summary>
    public static readonly TimeSpan DefaultStatementTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How long a statement waits for a row that another transaction holds, by default.</summary>
    public static readonly TimeSpan DefaultLockTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How long a round trip may take by default.</summary>
    public static readonly TimeSpan DefaultCommandTimeout = TimeSpan.FromSeconds(60);

    /// <summary>
    /// A connection string of Npgsql: <c>Host=db;Database=shop;Username=shop;Password=...</c>. Leave it out where <see cref="DataSource"/> is given.
    /// The store prepares its statements by itself, unless the string says <c>Max Auto Prepare</c>, and takes no part in ambient transactions.
    /// Of several hosts, as in <c>Host=db1,db2</c>, it uses the one that is the primary, and after a failover the one that has become it.
    /// </summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>
    /// The host's own source of connections, in the place of <see cref="ConnectionString"/>. It stays the host's: the store does not dispose it
    /// and does not set <see cref="StatementTimeout"/> and <see cref="LockTimeout"/> on its connections. Of a source with several hosts it uses the primary.
    /// </summary>
    public NpgsqlDataSource? DataSource { get; set; }

    /// <summary>The schema of the tables: any name that PostgreSQL takes, exactly as it is written here. Created when it is missing.</summary>
    public string Schema { get; set; } = DefaultSchema;

    /// <summary>What the name of every table of the store starts with: <c>[a-z_][a-z0-9_]{0,30}</c>.</summary>
    public string TablePrefix { get; set; } = Relational.TablePrefix.Default;

    /// <summary>How long the server lets one statement run before it fails as transient; migrations are exempt. Up to a day.</summary>
    public TimeSpan StatementTimeout { get; set; } = DefaultStatementTimeout;

    /// <summary>How long the server lets one statement wait for rows of another transaction before it fails as transient. Up to a day.</summary>
    public TimeSpan LockTimeout { get; set; } = DefaultLockTimeout;

    /// <summary>How long a load, commit or query may take before the client gives it up as transient, also when the server is silent. Up to a day.</summary>
    public TimeSpan CommandTimeout { get; set; } = DefaultCommandTimeout;
}
