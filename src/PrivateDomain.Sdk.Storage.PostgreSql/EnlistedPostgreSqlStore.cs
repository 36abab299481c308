using System.Data;
using Npgsql;
using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>The store inside a transaction of the host's: its statements run there, and nothing is begun, committed or rolled back.</summary>
/// <remarks>
/// For one caller at a time. What a call sends stands in a savepoint, in the same round trip, so that a conflict or trouble takes back that
/// and leaves the transaction usable. Whose database it is the first call asks, where the address does not tell.
/// </remarks>
internal sealed class EnlistedPostgreSqlStore(
    HostTransaction<NpgsqlConnection, NpgsqlTransaction> host, PostgreSqlCore core, string readId, StoreDescriptor descriptor, TimeSpan commandTimeout)
    : IRecordStore
{
    private readonly TransactionMark _mark = new();
    private bool _isOwnDatabase = core.Identity.IsAt(host.Connection);

    public StoreDescriptor Descriptor => descriptor;

    private PostgreSqlSession Session => new(host.Connection, host.Transaction, commandTimeout, _mark);

    public ValueTask InitializeAsync(RecordModel model, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("The store is initialized outside the host's transaction.");

    public ValueTask<Snapshot> LoadAsync(ReadSet reads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reads);
        return RunAsync("load", () => core.Reader.LoadAsync(Session, reads, cancellationToken), cancellationToken);
    }

    public ValueTask<CommitResult> CommitAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        changes.Validate(Descriptor.MaxChanges);
        var plan = CommitPlan.Of(core.Tables, changes.Changes);
        return plan.Impossible is { } impossible
            ? ValueTask.FromResult(CommitResult.ConflictOn(impossible))
            : RunAsync("commit", () => WriteAsync(plan, changes.Changes, cancellationToken), cancellationToken);
    }

    public ValueTask<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return RunAsync("query", () => core.Reader.PageAsync(Session, query, Descriptor.MaxPageSize, cancellationToken), cancellationToken);
    }

    private async ValueTask<CommitResult> WriteAsync(CommitPlan plan, IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        if (!_mark.IsSet)
        {
            // Nothing was loaded before.
            await AskAsync(cancellationToken).ConfigureAwait(false);
        }

        return await core.Writer.CommitAsync(Session, plan, changes, GoBackAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks the database which store it holds.</summary>
    /// <exception cref="ArgumentException">Another, or none.</exception>
    private async ValueTask AskAsync(CancellationToken cancellationToken)
    {
        core.Identity.Require(await FindIdAsync(cancellationToken).ConfigureAwait(false));
        _isOwnDatabase = true;
    }

    private async ValueTask<string?> FindIdAsync(CancellationToken cancellationToken)
    {
        NpgsqlBatch batch = Session.NewBatch();
        await using (batch.ConfigureAwait(false))
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(readId));
            try
            {
                NpgsqlDataReader reader = await Session.ReadAsync(batch, cancellationToken).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? reader.GetString(0) : null;
                }
            }
            catch (PostgresException e) when (e.SqlState
                is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.InvalidSchemaName)
            {
                await GoBackAsync().ConfigureAwait(false);
                return null;
            }
        }
    }

    /// <summary>Goes back to the savepoint after trouble, so that the host may go on. What cannot be mended stays as it is: the trouble itself is what the caller hears of.</summary>
    private async ValueTask RecoverAsync()
    {
        // A connection that broke has no transaction any more.
        if (host.Connection.State != ConnectionState.Open)
        {
            return;
        }

        try
        {
            if (await HasFailedAsync().ConfigureAwait(false))
            {
                await GoBackAsync().ConfigureAwait(false);
            }
        }
        catch (NpgsqlException)
        {
        }
    }

    /// <summary>Whether the transaction takes no statement but going back. A call that was canceled before anything was sent has made no savepoint to go back to.</summary>
    private async ValueTask<bool> HasFailedAsync()
    {
        try
        {
            await ExecuteAsync("select 1").ConfigureAwait(false);
            return false;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InFailedSqlTransaction)
        {
            return true;
        }
    }

    private ValueTask GoBackAsync() => ExecuteAsync(PostgreSqlWriter.GoBack, PostgreSqlWriter.Release);

    private async ValueTask ExecuteAsync(params string[] statements)
    {
        NpgsqlBatch batch = Session.NewBatch();
        await using (batch.ConfigureAwait(false))
        {
            foreach (string statement in statements)
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand(statement));
            }

            // Not cancelled with the call: the host needs its transaction back.
            await batch.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async ValueTask<T> RunAsync<T>(string operation, Func<ValueTask<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        host.RequireUsable();
        try
        {
            if (!_isOwnDatabase)
            {
                await AskAsync(cancellationToken).ConfigureAwait(false);
            }

            return await work().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await RecoverAsync().ConfigureAwait(false);
            throw;
        }
        catch (Exception e) when (PostgreSqlFailure.IsTrouble(e))
        {
            await RecoverAsync().ConfigureAwait(false);
            throw PostgreSqlFailure.Translate(operation, e);
        }
    }
}
