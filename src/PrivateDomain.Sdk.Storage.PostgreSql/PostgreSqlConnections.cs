using System.Globalization;
using Npgsql;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>Where the store's connections come from: its own pool, or the host's.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class PostgreSqlConnections : IDisposable, IAsyncDisposable
{
    // A handful of statements per record type: reads, ranges, inserts, updates.
    private const int PreparedStatements = 500;

    private readonly NpgsqlDataSource _source;
    private readonly bool _isOwn;
    private volatile bool _isDisposed;

    public PostgreSqlConnections(PostgreSqlStoreOptions options)
    {
        _isOwn = options.DataSource is null;
        _source = options.DataSource ?? NpgsqlDataSource.Create(Configured(options));
        var parts = new NpgsqlConnectionStringBuilder(_source.ConnectionString);
        Database = parts.Database ?? parts.Username ?? "";
    }

    /// <summary>The database's name; the user's where none is stated, as the server takes it.</summary>
    public string Database { get; }

    /// <summary>Opens a connection; disposing it gives it back.</summary>
    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, typeof(PostgreSqlRecordStore));
        return _source.OpenConnectionAsync(cancellationToken);
    }

    public void Dispose()
    {
        _isDisposed = true;
        if (_isOwn)
        {
            _source.Dispose();
        }
    }

    public ValueTask DisposeAsync()
    {
        _isDisposed = true;
        return _isOwn ? _source.DisposeAsync() : ValueTask.CompletedTask;
    }

    private static string Configured(PostgreSqlStoreOptions options)
    {
        var parts = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            Enlist = false,

            // The store leaves nothing behind on a connection, so there is nothing to reset.
            NoResetOnClose = true,
        };

        // Statements that seek row by row gain nothing from being compiled, and large ones would be.
        string settings = string.Create(
            CultureInfo.InvariantCulture,
            $"-c jit=off -c statement_timeout={Milliseconds(options.StatementTimeout)} -c lock_timeout={Milliseconds(options.LockTimeout)}");
        parts.Options = string.IsNullOrEmpty(parts.Options) ? settings : $"{parts.Options} {settings}";
        if (!parts.ShouldSerialize("Max Auto Prepare"))
        {
            parts.MaxAutoPrepare = PreparedStatements;
            parts.AutoPrepareMinUsages = 2;
        }

        if (string.IsNullOrEmpty(parts.ApplicationName))
        {
            parts.ApplicationName = "PrivateDomain.Sdk";
        }

        return parts.ConnectionString;
    }

    private static long Milliseconds(TimeSpan time) => (long)Math.Ceiling(time.TotalMilliseconds);
}
