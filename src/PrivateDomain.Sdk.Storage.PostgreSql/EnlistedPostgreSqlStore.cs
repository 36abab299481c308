using System.Data;
using Npgsql;
using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>The store inside a transaction of the host's: its statements run there, and nothing is begun, committed or rolled back.</summary>
/// <remarks>
/// For one caller at a time. A change set stands in a savepoint, in the same round trip, so that a conflict or trouble takes back that change set
/// and leaves the transaction usable. So does the question whose database it is, which the first call asks where the address does not tell.
/// </remarks>
internal sealed class EnlistedPostgreSqlStore(
    HostTransaction<NpgsqlConnection, NpgsqlTransaction> host, PostgreSqlCore core, string readId, StoreDescriptor descriptor, TimeSpan commandTimeout)
    : IRecordStore
{
    private const string BackToSavepoint = $"rollback to savepoint {PostgreSqlWriter.Savepoint}; release savepoint {PostgreSqlWriter.Savepoint}";

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
            foreach (string statement in new[] { $"savepoint {PostgreSqlWriter.Savepoint}", readId, $"release savepoint {PostgreSqlWriter.Savepoint}" })
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand(statement));
            }

            try
            {
                NpgsqlDataReader reader = await Session.ReadAsync(batch, cancellationToken).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? reader.GetString(0) : null;
                }
            }
            catch (Exception e) when (e is not InvalidOperationException)
            {
                await GoBackAsync().ConfigureAwait(false);
                if (e is PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.InvalidSchemaName })
                {
                    return null;
                }

                throw;
            }
        }
    }

    /// <summary>Goes back to the savepoint. Where the connection broke there is nothing left to take back, and nothing to do it on.</summary>
    private async ValueTask GoBackAsync()
    {
        if (host.Connection.State != ConnectionState.Open)
        {
            return;
        }

        NpgsqlBatch batch = Session.NewBatch();
        await using (batch.ConfigureAwait(false))
        {
            foreach (string statement in BackToSavepoint.Split("; "))
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand(statement));
            }

            try
            {
                // Not cancelled with the call: the host needs its transaction back.
                await batch.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
            }
            catch (PostgresException)
            {
                // The transaction was of no use before; what led here says why.
            }
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
        catch (Exception e) when (PostgreSqlFailure.IsTrouble(e))
        {
            throw PostgreSqlFailure.Translate(operation, e);
        }
    }
}
