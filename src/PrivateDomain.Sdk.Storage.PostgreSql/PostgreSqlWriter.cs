using Npgsql;
using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>Writes change sets on a session.</summary>
internal sealed class PostgreSqlWriter(PostgreSqlReader reader)
{
    /// <summary>
    /// Runs all statements in one round trip. Without a transaction around them they are one by themselves, which is durable when this returns.
    /// </summary>
    /// <returns><see langword="false"/> when a change did not fit: then nothing is stored, and a transaction around it is of no more use.</returns>
    public static async ValueTask<bool> TryWriteAsync(PostgreSqlSession session, CommitPlan plan, CancellationToken cancellationToken)
    {
        NpgsqlBatch batch = session.NewBatch();
        await using (batch.ConfigureAwait(false))
        {
            foreach (NpgsqlBatchCommand command in CommitStatements.Of(plan))
            {
                batch.BatchCommands.Add(command);
            }

            if (batch.BatchCommands.Count == 0)
            {
                return true;
            }

            try
            {
                await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DivisionByZero or PostgresErrorCodes.UniqueViolation)
            {
                return false;
            }
        }
    }

    /// <summary>The first change that does not fit what is stored now; <see langword="null"/> when all do.</summary>
    public async ValueTask<Change?> FindMisfitAsync(PostgreSqlSession session, IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        Snapshot stored = await reader.LoadAsync(session, new ReadSet([.. changes.Select(c => c.Key)], []), cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < changes.Count; i++)
        {
            if (!Fits(changes[i], stored.Records[i]))
            {
                return changes[i];
            }
        }

        return null;
    }

    private static bool Fits(Change change, Record? stored) => change switch
    {
        Change.Insert => stored is null,
        Change.Update update => stored?.Revision == update.ExpectedRevision,
        Change.Delete delete => stored?.Revision == delete.ExpectedRevision,
        Change.Expect expect => (stored?.Revision ?? 0) == expect.ExpectedRevision,
        Change.Add add => stored is not null && Fits(GuardBounds.Of(add), add.Key.Type.GetValue(stored, add.Column).Number),
        _ => throw new ArgumentException("A change set holds null.", nameof(change)),
    };

    private static bool Fits(GuardBounds bounds, long stored) => stored >= bounds.Least && stored <= bounds.Greatest;
}
