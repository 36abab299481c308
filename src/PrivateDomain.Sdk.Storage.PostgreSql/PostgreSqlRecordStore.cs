using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>Keeps records in PostgreSQL, in tables with real columns that a shop can join and report from. For many hosts on one database.</summary>
/// <remarks>
/// <para>
/// Thread-safe. A load is one round trip and one snapshot; a commit is one round trip and one transaction at READ COMMITTED. Rows are locked in
/// one order by everybody, so that commits do not wait for each other in a circle. A committed change survives a crash of host and server while
/// <c>fsync</c> and <c>synchronous_commit</c> are on, as they are unless somebody turned them off; <see cref="InitializeAsync"/> warns of that.
/// </para>
/// <para>A commit that was cancelled, or whose connection broke, is stored whole or not at all; which of them is in doubt.</para>
/// </remarks>
public sealed class PostgreSqlRecordStore : IRecordStore, IDisposable, IAsyncDisposable
{
    internal const string Name = "postgresql";

    private readonly PostgreSqlConnections _connections;
    private readonly PostgreSqlDialect _dialect;
    private readonly string _schema;
    private readonly string _tablePrefix;
    private readonly TimeSpan _commandTimeout;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly Func<Guid> _newId;
    private volatile PostgreSqlCore? _core;

    /// <summary>Makes a store; the database is touched by <see cref="InitializeAsync"/> first.</summary>
    /// <param name="options">Where the database is; copied.</param>
    /// <param name="timeProvider">The clock for the schema's history; the system's by default.</param>
    /// <param name="logger">Takes warnings about the server's settings; nobody by default.</param>
    /// <param name="newId">
    /// Makes the id by which this store is told from those in other databases of the same name, kept with the tables when they are made; a random one by
    /// default. It must not answer the same for two databases.
    /// </param>
    /// <exception cref="ArgumentException">Options are invalid; the message names every problem.</exception>
    public PostgreSqlRecordStore(
        PostgreSqlStoreOptions options, TimeProvider? timeProvider = null, ILogger<PostgreSqlRecordStore>? logger = null, Func<Guid>? newId = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        IReadOnlyList<string> problems = PostgreSqlStoreOptionsRules.Problems(options);
        if (problems.Count > 0)
        {
            throw new ArgumentException($"The PostgreSQL store cannot be used as configured. {string.Join(' ', problems)}", nameof(options));
        }

        _schema = options.Schema;
        _tablePrefix = options.TablePrefix;
        _commandTimeout = options.CommandTimeout;
        _dialect = new PostgreSqlDialect(_schema);
        _timeProvider = timeProvider ?? TimeProvider.System;
        _logger = logger ?? NullLogger<PostgreSqlRecordStore>.Instance;
        _newId = newId ?? RandomId;
        _connections = new PostgreSqlConnections(options);
    }

    /// <inheritdoc/>
    public StoreDescriptor Descriptor { get; } = new(Name);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync(RecordModel model, CancellationToken cancellationToken)
    {
        var schema = new RelationalSchema(model, _tablePrefix);
        (ServerSettings settings, StoreIdentity identity) = await RunAsync(
            "initialize",
            async connection =>
            {
                ServerSettings found = await ServerSettings.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
                found.RequireUsable();
                await Migrator(schema).MigrateAsync(connection, cancellationToken).ConfigureAwait(false);
                return (found, await StoreIdentity.ReadAsync(connection, StoreIdentity.Text(schema, _dialect), cancellationToken).ConfigureAwait(false));
            },
            cancellationToken).ConfigureAwait(false);
        settings.Warn(_logger);
        _core = new PostgreSqlCore(new PostgreSqlTables(schema, _dialect), identity, settings.IsSharded);
    }

    /// <summary>The SQL that <see cref="InitializeAsync"/> would run now, for databases whose schema is changed by hand. Changes nothing.</summary>
    /// <param name="model">The record types.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A script in a transaction of its own; empty when there is nothing to do.</returns>
    /// <exception cref="StoreException">The database cannot be read, or its schema is newer than the model.</exception>
    public ValueTask<string> ScriptAsync(RecordModel model, CancellationToken cancellationToken)
    {
        var schema = new RelationalSchema(model, _tablePrefix);
        return RunAsync("script", async connection => await Migrator(schema).ScriptAsync(connection, cancellationToken).ConfigureAwait(false), cancellationToken);
    }

    /// <summary>The SQL that spreads the tables over the servers of a Citus cluster, each by its owner column; for the operator to run once.</summary>
    /// <param name="model">The record types.</param>
    /// <returns>A script to be run after <see cref="InitializeAsync"/> or the script of <see cref="ScriptAsync"/>.</returns>
    public string CitusScript(RecordModel model) => CitusText.Distribute(new RelationalSchema(model, _tablePrefix), _dialect);

    /// <inheritdoc/>
    public ValueTask<Snapshot> LoadAsync(ReadSet reads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reads);
        PostgreSqlCore core = RequireCore();
        return RunAsync("load", connection => core.Reader.LoadAsync(Session(connection), reads, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// A record type is not in the model, a key stands in the change set twice, or there are more changes than <see cref="StoreDescriptor.MaxChanges"/>.
    /// </exception>
    public async ValueTask<CommitResult> CommitAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        changes.Validate(Descriptor.MaxChanges);
        PostgreSqlCore core = RequireCore();
        var plan = CommitPlan.Of(core.Tables, changes.Changes);
        return plan.Impossible is { } impossible
            ? CommitResult.ConflictOn(impossible)
            : await RunAsync(
                "commit",
                connection => core.Writer.CommitAsync(Session(connection), plan, changes.Changes, goBack: null, cancellationToken),
                cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        PostgreSqlCore core = RequireCore();
        return RunAsync("query", connection => core.Reader.PageAsync(Session(connection), query, Descriptor.MaxPageSize, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// <para>
    /// At READ COMMITTED and above. The connection keeps the host's settings: timeouts, isolation, <c>synchronous_commit</c>.
    /// </para>
    /// <para>
    /// A database of another name is refused at once. One of the same name that is reached by another address than the store's own is asked for the
    /// store's id, once, in the first call: an <see cref="ArgumentException"/> there when it is another server's. A copy of the whole database has the same
    /// id and is not told apart. Used in a later transaction of the same connection than the one of its first use, the answer refuses each call with an
    /// <see cref="InvalidOperationException"/>.
    /// </para>
    /// </remarks>
    public IRecordStore Enlist(DbConnection connection, DbTransaction transaction)
    {
        var host = new HostTransaction<NpgsqlConnection, NpgsqlTransaction>(connection, transaction);
        PostgreSqlCore core = RequireCore();
        return host.Connection.Database == _connections.Database
            ? new EnlistedPostgreSqlStore(host, core, StoreIdentity.Text(core.Tables.Schema, _dialect), Descriptor, _commandTimeout)
            : throw new ArgumentException(
                $"The host's connection is to another database, '{host.Connection.Database}', than '{_connections.Database}', in which the store keeps its records.",
                nameof(connection));
    }

    /// <summary>Closes the store's own connections; a data source that the host gave stays open.</summary>
    public void Dispose() => _connections.Dispose();

    /// <summary>Closes the store's own connections; a data source that the host gave stays open.</summary>
    /// <returns>A task that ends when they are closed.</returns>
    public ValueTask DisposeAsync() => _connections.DisposeAsync();

    private PostgreSqlSession Session(NpgsqlConnection connection) => new(connection, Transaction: null, _commandTimeout);

    private PostgreSqlMigrator Migrator(RelationalSchema schema) => new(schema, _schema, _dialect, _newId(), _timeProvider);

    private static Guid RandomId() => new(RandomNumberGenerator.GetBytes(16));

    private PostgreSqlCore RequireCore() =>
        _core ?? throw new InvalidOperationException($"Call {nameof(InitializeAsync)} before the store is used.");

    private async ValueTask<T> RunAsync<T>(string operation, Func<NpgsqlConnection, ValueTask<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            NpgsqlConnection connection = await _connections.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                return await work(connection).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (PostgreSqlFailure.IsTrouble(e))
        {
            throw PostgreSqlFailure.Translate(operation, e);
        }
    }
}
