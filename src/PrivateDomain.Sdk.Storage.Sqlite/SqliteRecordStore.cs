using System.Data.Common;
using Microsoft.Data.Sqlite;
using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.Sqlite;

/// <summary>Keeps records in one SQLite file, in tables with real columns that a shop can join and report from.</summary>
/// <remarks>
/// <para>
/// Thread-safe. Commits of this process take turns on one connection; several processes may share the file. A committed change survives a
/// crash of host and machine as <see cref="SqliteStoreOptions.Synchronous"/> says. The file is kept in write-ahead-log mode.
/// </para>
/// <para>
/// SQLite has no asynchronous calls: members do their work on the caller's thread, or on the thread that lets them in when they had to wait,
/// and return completed tasks. A call may hold that thread for up to <see cref="SqliteStoreOptions.BusyTimeout"/> while another process writes.
/// Cancellation is noticed between statements and while waiting for another writer; once a commit began to reach the disk it is not cancelled.
/// </para>
/// </remarks>
public sealed class SqliteRecordStore : IRecordStore, IDisposable, IAsyncDisposable
{
    internal const string Name = "sqlite";

    private readonly SqliteStoreOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly SqliteFile _file;
    private readonly SqliteSessions _sessions;

    static SqliteRecordStore() => SQLitePCL.Batteries_V2.Init();

    /// <summary>Makes a store; the file is touched by <see cref="InitializeAsync"/> first.</summary>
    /// <param name="options">How the file is kept; copied.</param>
    /// <param name="timeProvider">The clock for the schema's history; the system's by default.</param>
    /// <exception cref="ArgumentException">Options are invalid; the message names every problem.</exception>
    public SqliteRecordStore(SqliteStoreOptions options, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        IReadOnlyList<string> problems = SqliteStoreOptionsRules.Problems(options);
        if (problems.Count > 0)
        {
            throw new ArgumentException($"The SQLite store cannot be used as configured. {string.Join(' ', problems)}", nameof(options));
        }

        _options = new SqliteStoreOptions
        {
            ConnectionString = options.ConnectionString,
            TablePrefix = options.TablePrefix,
            Synchronous = options.Synchronous,
            BusyTimeout = options.BusyTimeout,
            FurtherSettings = options.FurtherSettings,
        };
        _timeProvider = timeProvider ?? TimeProvider.System;
        _file = new SqliteFile(new SqliteConnectionStringBuilder(_options.ConnectionString));
        _sessions = new SqliteSessions(_file, _options);
    }

    /// <inheritdoc/>
    public StoreDescriptor Descriptor { get; } = new(Name);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync(RecordModel model, CancellationToken cancellationToken)
    {
        var schema = new RelationalSchema(model, _options.TablePrefix);
        await _sessions.EnterAsync(cancellationToken).ConfigureAwait(false);
        SqliteSession? session = null;
        try
        {
            _file.CreateIfMissing();
            session = _sessions.OpenWriter(schema);
            new SqliteMigrator(_file, session, _timeProvider).Migrate(cancellationToken);
            _sessions.Adopt(session);
            session = null;
        }
        catch (SqliteException e)
        {
            throw Translate("initialize", e);
        }
        finally
        {
            session?.Dispose();
            _sessions.Leave();
        }
    }

    /// <summary>The SQL that <see cref="InitializeAsync"/> would run now, for databases whose schema is changed by hand. Changes nothing.</summary>
    /// <param name="model">The record types.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A script in a transaction of its own; empty when there is nothing to do.</returns>
    /// <exception cref="StoreException">The file cannot be read, or its schema is newer than the model.</exception>
    public ValueTask<string> ScriptAsync(RecordModel model, CancellationToken cancellationToken)
    {
        var schema = new RelationalSchema(model, _options.TablePrefix);
        cancellationToken.ThrowIfCancellationRequested();
        if (!_file.Exists)
        {
            var migrations = new SchemaMigrations(schema, SqliteDialect.Instance);
            return new(migrations.Script(fromVersion: 0, _timeProvider.GetUtcNow()));
        }

        try
        {
            using SqliteSession session = SqliteSession.Open(_file, schema, _options.BusyTimeout, "pragma query_only = on");
            return new(new SqliteMigrator(_file, session, _timeProvider).Script());
        }
        catch (SqliteException e)
        {
            throw Translate("script", e);
        }
    }

    /// <inheritdoc/>
    public ValueTask<Snapshot> LoadAsync(ReadSet reads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reads);
        return Run("load", _sessions.RentWarmest, session => Load(session, reads, cancellationToken));
    }

    /// <inheritdoc/>
    public async ValueTask<CommitResult> CommitAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        changes.Validate(Descriptor.MaxChanges);

        await _sessions.EnterAsync(cancellationToken).ConfigureAwait(false);
        return await Run("commit", _sessions.RentWriter, session => Commit(session, changes, cancellationToken)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Run("query", _sessions.RentReader, session => Query(session, query, cancellationToken));
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The connection keeps the host's settings, <c>synchronous</c> among them. A transaction that was begun deferred and has read may find, when it
    /// first writes, that another writer came first: a transient <see cref="StoreException"/>. One begun immediate, as
    /// <see cref="SqliteConnection.BeginTransaction()"/> does, never does.
    /// </remarks>
    public IRecordStore Enlist(DbConnection connection, DbTransaction transaction)
    {
        var host = new HostTransaction<SqliteConnection, SqliteTransaction>(connection, transaction);
        RelationalSchema schema = _sessions.RequireSchema();
        var enlisted = new EnlistedSqliteStore(host, schema, Descriptor, _file, _options.BusyTimeout);
        enlisted.RequireFile(_sessions.FileName!);
        return enlisted;
    }

    /// <summary>Closes the file, after a commit that is under way.</summary>
    public void Dispose() => _sessions.Dispose();

    /// <summary>Closes the file, after a commit that is under way.</summary>
    /// <returns>A task that ends when it is closed.</returns>
    public ValueTask DisposeAsync() => _sessions.DisposeAsync();

    private static Snapshot Load(SqliteSession session, ReadSet reads, CancellationToken cancellationToken)
    {
        if (reads.Keys.Count + reads.Ranges.Count > 1)
        {
            session.Begin();
        }

        return new SqliteRecordReader(session).Load(reads, cancellationToken);
    }

    private RecordPage Query(SqliteSession session, RecordQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new SqliteRecordReader(session).Page(query, Descriptor.MaxPageSize);
    }

    private CommitResult Commit(SqliteSession session, ChangeSet changes, CancellationToken cancellationToken)
    {
        _file.RequireExists();
        session.BeginImmediate(cancellationToken);
        CommitResult result = new SqliteChangeWriter(session).Apply(changes, cancellationToken);
        if (result.IsCommitted)
        {
            cancellationToken.ThrowIfCancellationRequested();
            session.Commit();
        }

        return result;
    }

    private ValueTask<T> Run<T>(string operation, Func<SqliteLease> rent, Func<SqliteSession, T> work)
    {
        try
        {
            using SqliteLease lease = rent();
            try
            {
                return new(work(lease.Session));
            }
            catch (SqliteException)
            {
                lease.Discard();
                throw;
            }
        }
        catch (SqliteException e)
        {
            return ValueTask.FromException<T>(Translate(operation, e));
        }
        catch (Exception e)
        {
            return ValueTask.FromException<T>(e);
        }
    }

    private StoreException Translate(string operation, SqliteException e) => SqliteFailure.Translate(operation, _file, _options.BusyTimeout, e);
}
