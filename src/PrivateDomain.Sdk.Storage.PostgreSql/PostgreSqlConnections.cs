using System.Globalization;
using Npgsql;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>Where the store's connections come from: its own pool, or the host's.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class PostgreSqlConnections : IDisposable, IAsyncDisposable
{
    // A handful of statements per record type: reads, ranges, inserts, updates.
    private const int PreparedStatements = 500;

    // Every statement seeks row by row through an index, whatever the arrays hold: it need not be planned anew for each call, nor compiled. A plan
    // that is kept must not scan a table because that was small when the plan was made.
    private const string PlannerSettings = "-c jit=off -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off";

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlDataSource? _own;
    private readonly bool _hasSeveralHosts;
    private volatile bool _isDisposed;

    public PostgreSqlConnections(PostgreSqlStoreOptions options)
    {
        NpgsqlDataSource given = options.DataSource ?? (_own = Make(Configured(options)));

        // A standby lags: a load there would not see the commit before it.
        _hasSeveralHosts = given is NpgsqlMultiHostDataSource;
        _source = given is NpgsqlMultiHostDataSource hosts ? hosts.WithTargetSession(TargetSessionAttributes.Primary) : given;
        var parts = new NpgsqlConnectionStringBuilder(_source.ConnectionString);
        Database = parts.Database ?? parts.Username ?? "";
    }

    /// <summary>The database's name; the user's where none is stated, as the server takes it.</summary>
    public string Database { get; }

    /// <summary>Opens a connection; disposing it gives it back.</summary>
    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, typeof(PostgreSqlRecordStore));
        return _hasSeveralHosts ? OpenPrimaryAsync(cancellationToken) : _source.OpenConnectionAsync(cancellationToken);
    }

    public void Dispose()
    {
        _isDisposed = true;
        _own?.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        _isDisposed = true;
        return _own?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    private async ValueTask<NpgsqlConnection> OpenPrimaryAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException e) when (e is { InnerException: null } and not PostgresException)
        {
            // What a host answers or does comes with a cause; this is what remains when every host was reached, or is known, and none suits.
            throw new NoPrimaryException(e);
        }
    }

    private static NpgsqlDataSource Make(NpgsqlConnectionStringBuilder parts)
    {
        var builder = new NpgsqlDataSourceBuilder(parts.ConnectionString);
        return parts.Host!.Contains(',', StringComparison.Ordinal) ? builder.BuildMultiHost() : builder.Build();
    }

    private static NpgsqlConnectionStringBuilder Configured(PostgreSqlStoreOptions options)
    {
        var parts = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            Enlist = false,

            // The store leaves nothing behind on a connection, so there is nothing to reset.
            NoResetOnClose = true,

            // Said of the source as a whole, which refuses to be told twice.
            TargetSessionAttributes = null,
        };

        string settings = string.Create(
            CultureInfo.InvariantCulture,
            $"{PlannerSettings} -c statement_timeout={Milliseconds(options.StatementTimeout)} -c lock_timeout={Milliseconds(options.LockTimeout)}");
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

        return parts;
    }

    private static long Milliseconds(TimeSpan time) => (long)Math.Ceiling(time.TotalMilliseconds);
}
