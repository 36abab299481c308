using System.Diagnostics;
using Microsoft.Data.Sqlite;
using PrivateDomain.Sdk.Storage.Relational;
using SQLitePCL;

namespace PrivateDomain.Sdk.Storage.Sqlite;

/// <summary>A connection with its prepared statements.</summary>
/// <remarks>Used by one thread at a time. One on which something failed is thrown away.</remarks>
internal sealed class SqliteSession : IDisposable
{
    private static readonly TimeSpan s_busySlice = TimeSpan.FromMilliseconds(100);

    // A host's own savepoint may have any name but this one.
    private const string Savepoint = "private_domain_sdk";

    private readonly SqliteConnection? _owned;
    private readonly sqlite3 _database;
    private readonly TimeSpan _busyTimeout;
    private readonly SqliteTable[] _tables;
    private SqliteStatement? _begin;
    private SqliteStatement? _beginImmediate;
    private SqliteStatement? _commit;
    private SqliteStatement? _rollback;
    private SqliteTable? _lastTable;

    private SqliteSession(SqliteConnection connection, bool isOwned, RelationalSchema schema, TimeSpan busyTimeout)
    {
        _owned = isOwned ? connection : null;
        _database = connection.Handle!;
        _busyTimeout = busyTimeout;
        if (isOwned)
        {
            // Stable plans: else SQLite prepares a range again at every use, to look at the limit that was bound.
            _ = raw.sqlite3_db_config(_database, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);
            WaitFor(busyTimeout);
        }

        Schema = schema;
        _tables = [.. schema.Tables.Select(map => new SqliteTable(map, this))];
        Values = new ColumnValue[schema.Tables.Select(IndexRead.MaxArguments).DefaultIfEmpty(1).Max()];
    }

    public RelationalSchema Schema { get; }

    /// <summary>Room for one row or one statement's arguments.</summary>
    public ColumnValue[] Values { get; }

    /// <summary>Whether the file may only be read; SQLite opens such a file all the same.</summary>
    public bool IsReadOnly => raw.sqlite3_db_readonly(_database, "main") != 0;

    /// <summary>Whether a transaction is open; SQLite may have ended one by itself.</summary>
    public bool IsInTransaction => raw.sqlite3_get_autocommit(_database) == 0;

    /// <summary>Opens a session.</summary>
    /// <param name="file">The file, which must exist.</param>
    /// <param name="schema">The tables.</param>
    /// <param name="busyTimeout">How long to wait for other processes.</param>
    /// <param name="settings">Statements that configure the connection.</param>
    public static SqliteSession Open(SqliteFile file, RelationalSchema schema, TimeSpan busyTimeout, params IEnumerable<string> settings)
    {
        SqliteConnection connection = file.Open();
        try
        {
            var session = new SqliteSession(connection, isOwned: true, schema, busyTimeout);
            foreach (string setting in settings)
            {
                session.Execute(setting);
            }

            return session;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// A session on a connection of the host's, which keeps its settings and its transaction. Dispose it soon: a statement that is left
    /// behind keeps the file open when the host closes the connection.
    /// </summary>
    public static SqliteSession On(SqliteConnection connection, RelationalSchema schema, TimeSpan busyTimeout) =>
        new(connection, isOwned: false, schema, busyTimeout);

    /// <summary>The file as SQLite itself names it, links resolved; not for messages.</summary>
    public string FileName => raw.sqlite3_db_filename(_database, "main").utf8_to_string();

    public SqliteStatement Prepare(string sql) => SqliteStatement.Prepare(_database, sql);

    /// <summary>The statements of a record type's table.</summary>
    /// <exception cref="ArgumentException">The model has no such type.</exception>
    public SqliteTable Table(RecordType type) =>
        _lastTable is { } last && ReferenceEquals(last.Map.Type, type) ? last : _lastTable = _tables[Schema.Table(type).Position];

    /// <summary>Runs a statement once and passes over what it answers.</summary>
    public void Execute(string sql)
    {
        using SqliteStatement statement = Prepare(sql);
        statement.Execute();
    }

    /// <summary>The first column of a statement's first row, as text.</summary>
    public string ReadText(string sql)
    {
        using SqliteStatement statement = Prepare(sql);
        return statement.Step() ? statement.Text(0) : "";
    }

    /// <summary>Begins to read as of the moment of the first read.</summary>
    public void Begin() => (_begin ??= Prepare("begin")).Execute();

    /// <summary>Begins to write, or waits for another writer; cancellation is noticed while waiting.</summary>
    public void BeginImmediate(CancellationToken cancellationToken) => Wait((_beginImmediate ??= Prepare("begin immediate")).Execute, cancellationToken);

    /// <summary>Makes what was written durable. A failure leaves it in doubt.</summary>
    public void Commit() => (_commit ??= Prepare("commit")).Execute();

    /// <summary>Takes back what was written.</summary>
    public void Rollback() => (_rollback ??= Prepare("rollback")).Execute();

    /// <summary>Does something inside a transaction of the host's, all of it or, when it returns <see langword="false"/> or throws, nothing.</summary>
    public bool TryInSavepoint(Func<bool> work)
    {
        Execute($"savepoint {Savepoint}");
        bool isDone = false;
        try
        {
            isDone = work();
        }
        finally
        {
            // SQLite ends the whole transaction by itself after some failures; then there is nothing to go back to.
            if (IsInTransaction)
            {
                if (!isDone)
                {
                    Execute($"rollback to {Savepoint}");
                }

                Execute($"release {Savepoint}");
            }
        }

        return isDone;
    }

    /// <summary>Ends a transaction that may be open; <see langword="false"/> when the session is of no more use.</summary>
    public bool TryRollback()
    {
        try
        {
            if (IsInTransaction)
            {
                Rollback();
            }

            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    /// <summary>Repeats what another connection may keep from being done, in slices of the busy timeout.</summary>
    public void Wait(Action step, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                TimeSpan left = _busyTimeout - Stopwatch.GetElapsedTime(start);
                WaitFor(left < s_busySlice ? left : s_busySlice);
                try
                {
                    step();
                    return;
                }
                catch (SqliteException e) when (e.SqliteErrorCode is raw.SQLITE_BUSY && Stopwatch.GetElapsedTime(start) < _busyTimeout)
                {
                    // Another slice. Some steps fail at once instead of waiting for theirs, so the processor is given away.
                    cancellationToken.WaitHandle.WaitOne(1);
                }
            }
        }
        finally
        {
            WaitFor(_busyTimeout);
        }
    }

    public void Dispose()
    {
        foreach (SqliteTable table in _tables)
        {
            table.Dispose();
        }

        _begin?.Dispose();
        _beginImmediate?.Dispose();
        _commit?.Dispose();
        _rollback?.Dispose();
        _owned?.Dispose();
    }

    private void WaitFor(TimeSpan time) => raw.sqlite3_busy_timeout(_database, (int)Math.Max(0, time.TotalMilliseconds));
}
