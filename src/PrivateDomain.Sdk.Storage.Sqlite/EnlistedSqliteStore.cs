using Microsoft.Data.Sqlite;
using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.Sqlite;

/// <summary>The store inside a transaction of the host's: its statements run there, and nothing is begun, committed or rolled back.</summary>
/// <remarks>
/// For one caller at a time. Statements are prepared for each call and let go at its end, because the host closes the connection when it pleases.
/// A change set stands in a savepoint, so that a conflict or trouble takes back that change set and nothing of the host's.
/// </remarks>
internal sealed class EnlistedSqliteStore(
    HostTransaction<SqliteConnection, SqliteTransaction> host, RelationalSchema schema, StoreDescriptor descriptor, SqliteFile file, TimeSpan busyTimeout)
    : IRecordStore
{
    public StoreDescriptor Descriptor => descriptor;

    public ValueTask InitializeAsync(RecordModel model, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("The store is initialized outside the host's transaction.");

    public ValueTask<Snapshot> LoadAsync(ReadSet reads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reads);
        return Run("load", session => new SqliteRecordReader(session).Load(reads, cancellationToken));
    }

    public ValueTask<CommitResult> CommitAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        changes.Validate(Descriptor.MaxChanges);

        return Run("commit", session =>
        {
            CommitResult result = CommitResult.Committed;
            session.TryInSavepoint(() =>
            {
                result = new SqliteChangeWriter(session).Apply(changes, cancellationToken);
                return result.IsCommitted;
            });
            return result;
        });
    }

    public ValueTask<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        cancellationToken.ThrowIfCancellationRequested();
        return Run("query", session => new SqliteRecordReader(session).Page(query, Descriptor.MaxPageSize));
    }

    /// <summary>Checks that the host's connection is to the file of the store.</summary>
    /// <param name="expected">The file as SQLite names it.</param>
    /// <exception cref="ArgumentException">It is to another one.</exception>
    public void RequireFile(string expected)
    {
        using SqliteSession session = Open();
        if (session.FileName != expected)
        {
            throw new ArgumentException($"The host's connection is to another database than '{file.Name}', in which the store keeps its records.");
        }
    }

    private SqliteSession Open() => SqliteSession.On(host.Connection, schema, busyTimeout);

    private T RunNow<T>(Func<SqliteSession, T> work)
    {
        using SqliteSession session = Open();
        return session.IsInTransaction
            ? work(session)
            : throw new InvalidOperationException("SQLite has rolled the host's transaction back; roll it back too, and begin another one.");
    }

    private ValueTask<T> Run<T>(string operation, Func<SqliteSession, T> work)
    {
        try
        {
            host.RequireUsable();
            return new(RunNow(work));
        }
        catch (SqliteException e)
        {
            return ValueTask.FromException<T>(SqliteFailure.Translate(operation, file, busyTimeout, e));
        }
        catch (Exception e)
        {
            return ValueTask.FromException<T>(e);
        }
    }
}
