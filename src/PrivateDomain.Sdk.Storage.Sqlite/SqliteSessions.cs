using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.Sqlite;

/// <summary>The sessions of a store: one that writes, behind a gate, and readers that are kept for the next call.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class SqliteSessions(SqliteFile file, SqliteStoreOptions options) : IDisposable, IAsyncDisposable
{
    private const int IdleReaders = 8;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Stack<SqliteSession> _readers = new();
    private volatile RelationalSchema? _schema;
    private SqliteSession? _writer;
    private volatile bool _isDisposed;

    /// <summary>Waits until this call is the only one that may use the writing session; it must then rent the session or leave.</summary>
    public async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, typeof(SqliteRecordStore));
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (_isDisposed)
        {
            _gate.Release();
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(SqliteRecordStore));
        }
    }

    /// <summary>Lets the next call in.</summary>
    public void Leave() => _gate.Release();

    /// <summary>The writing session, for a caller who entered; giving it back leaves.</summary>
    public SqliteLease RentWriter()
    {
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(SqliteRecordStore));
            _writer ??= OpenWriter(RequireSchema());
            return new SqliteLease(_writer, GiveBackWriter);
        }
        catch
        {
            Leave();
            throw;
        }
    }

    /// <summary>
    /// A session to read on: the writing one when it is free, because its cache is warm, else one of the readers.
    /// A reader's cache is lost with every commit.
    /// </summary>
    public SqliteLease RentWarmest() => !_isDisposed && _gate.Wait(0) ? RentWriter() : RentReader();

    /// <summary>A session that only reads and keeps no writer waiting.</summary>
    public SqliteLease RentReader()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, typeof(SqliteRecordStore));
        RelationalSchema schema = RequireSchema();
        while (true)
        {
            SqliteSession? reader;
            lock (_readers)
            {
                _readers.TryPop(out reader);
            }

            if (reader is null || ReferenceEquals(reader.Schema, schema))
            {
                return new SqliteLease(reader ?? OpenReader(schema), GiveBackReader);
            }

            reader.Dispose();
        }
    }

    /// <summary>
    /// Opens a session that writes, outside of any lease. Its cache takes 64 MB; the log is moved into the file every 128 MB, so that a page
    /// written by many batches is moved once, and is cut back to 256 MB when one batch made it longer. A new file has pages of 8 KB: rows of one owner stand together,
    /// and a page of the log costs more than its bytes.
    /// </summary>
    public SqliteSession OpenWriter(RelationalSchema schema) => SqliteSession.Open(
        file,
        schema,
        options.BusyTimeout,
        [
            "pragma page_size = 8192",
            $"pragma synchronous = {options.Synchronous}",
            "pragma cache_size = -65536",
            "pragma temp_store = memory",
            "pragma wal_autocheckpoint = 16000",
            "pragma journal_size_limit = 268435456",
            .. options.FurtherSettings,
        ]);

    /// <summary>Makes a session the writing one, for a caller who entered.</summary>
    public void Adopt(SqliteSession writer)
    {
        _writer?.Dispose();
        _writer = writer;
        FileName = writer.FileName;
        _schema = writer.Schema;
    }

    public void Dispose()
    {
        // Nothing but waiting keeps this promise to a caller who cannot await; who can, uses the other one.
        _gate.Wait();
        Close();
    }

    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        Close();
    }

    /// <summary>The file as SQLite itself names it; <see langword="null"/> until the store is initialized.</summary>
    public string? FileName { get; private set; }

    public RelationalSchema RequireSchema() =>
        _schema ?? throw new InvalidOperationException($"Call {nameof(IRecordStore.InitializeAsync)} before the store is used.");

    private void Close()
    {
        _isDisposed = true;
        _writer?.Dispose();
        _writer = null;
        lock (_readers)
        {
            while (_readers.TryPop(out SqliteSession? reader))
            {
                reader.Dispose();
            }
        }

        // The gate itself is not disposed: calls may be waiting at it, and learn behind it that the store is gone.
        _gate.Release();
    }

    private SqliteSession OpenReader(RelationalSchema schema) =>
        SqliteSession.Open(file, schema, options.BusyTimeout, "pragma query_only = on", "pragma cache_size = -8192", "pragma temp_store = memory");

    private void GiveBackWriter(SqliteSession? session)
    {
        _writer = session;
        Leave();
    }

    private void GiveBackReader(SqliteSession? session)
    {
        if (session is null)
        {
            return;
        }

        lock (_readers)
        {
            if (!_isDisposed && _readers.Count < IdleReaders)
            {
                _readers.Push(session);
                return;
            }
        }

        session.Dispose();
    }
}
