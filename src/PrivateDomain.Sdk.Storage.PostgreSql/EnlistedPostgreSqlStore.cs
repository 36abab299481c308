using System.Data;
using Npgsql;
using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>The store inside a transaction of the host's: its statements run there, and nothing is begun, committed or rolled back.</summary>
/// <remarks>
/// For one caller at a time. A change set stands in a savepoint, in the same round trip, so that a conflict or trouble takes back that change set
/// and leaves the transaction usable.
/// </remarks>
internal sealed class EnlistedPostgreSqlStore(
    HostTransaction<NpgsqlConnection, NpgsqlTransaction> host, PostgreSqlCore core, StoreDescriptor descriptor, TimeSpan commandTimeout) : IRecordStore
{
    private const string BackToSavepoint = $"rollback to savepoint {PostgreSqlWriter.Savepoint}; release savepoint {PostgreSqlWriter.Savepoint}";

    public StoreDescriptor Descriptor => descriptor;

    private PostgreSqlSession Session => new(host.Connection, host.Transaction, commandTimeout);

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
            : RunAsync("commit", () => core.Writer.CommitAsync(Session, plan, changes.Changes, GoBackAsync, cancellationToken), cancellationToken);
    }

    public ValueTask<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return RunAsync("query", () => core.Reader.PageAsync(Session, query, Descriptor.MaxPageSize, cancellationToken), cancellationToken);
    }

    /// <summary>Takes a change set back. Where the connection broke there is nothing left to take back, and nothing to do it on.</summary>
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
            return await work().ConfigureAwait(false);
        }
        catch (Exception e) when (PostgreSqlFailure.IsTrouble(e))
        {
            throw PostgreSqlFailure.Translate(operation, e);
        }
    }
}
