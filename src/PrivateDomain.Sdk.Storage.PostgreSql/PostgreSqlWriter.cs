using Npgsql;
using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>Writes change sets on a session.</summary>
internal sealed class PostgreSqlWriter(PostgreSqlReader reader)
{
    /// <summary>Makes the savepoint that statements stand in, inside a transaction of the host's.</summary>
    public const string Save = "savepoint private_domain_sdk";

    /// <summary>Goes back to it.</summary>
    public const string GoBack = "rollback to savepoint private_domain_sdk";

    /// <summary>Lets it go.</summary>
    public const string Release = "release savepoint private_domain_sdk";

    private const int MaxVanishedConflicts = 10;

    /// <summary>Writes a change set, or finds out which change does not fit.</summary>
    /// <param name="session">Where.</param>
    /// <param name="plan">The change set as statements.</param>
    /// <param name="changes">The same change set.</param>
    /// <param name="goBack">Takes statements that met a conflict back inside a transaction around them; without one the database did so.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask<CommitResult> CommitAsync(
        PostgreSqlSession session, CommitPlan plan, IReadOnlyList<Change> changes, Func<ValueTask>? goBack, CancellationToken cancellationToken)
    {
        for (int i = 0; i < MaxVanishedConflicts; i++)
        {
            if (await TryWriteAsync(session, plan, goBack, cancellationToken).ConfigureAwait(false))
            {
                return CommitResult.Committed;
            }

            // Nothing is stored, and only what is stored now can tell which change it was. When all of them fit by now, they are tried again.
            if (await FindMisfitAsync(session, changes, cancellationToken).ConfigureAwait(false) is { } misfit)
            {
                return CommitResult.ConflictOn(misfit);
            }
        }

        throw new StoreException(
            PostgreSqlRecordStore.Name,
            "commit",
            isTransient: true,
            "the same records were changed by others again and again, or a unique index that is not this package's refuses a record. Nothing was stored.");
    }

    /// <summary>
    /// Runs all statements in one round trip. Without a transaction around them they are one by themselves, which is durable when this returns;
    /// inside one they stand in a savepoint.
    /// </summary>
    /// <returns><see langword="false"/> when a change did not fit: then nothing is stored.</returns>
    public static async ValueTask<bool> TryWriteAsync(
        PostgreSqlSession session, CommitPlan plan, Func<ValueTask>? goBack, CancellationToken cancellationToken)
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

            if (session.Transaction is not null)
            {
                batch.BatchCommands.Insert(0, new NpgsqlBatchCommand(Save));
                if (session.Mark is { IsSet: true } mark)
                {
                    // In another transaction it fails as a change that does not fit does, and the look for that change then says why.
                    batch.BatchCommands.Insert(1, mark.Demanding());
                }

                batch.BatchCommands.Add(new NpgsqlBatchCommand(Release));
            }

            try
            {
                await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DivisionByZero or PostgresErrorCodes.UniqueViolation)
            {
                if (goBack is not null)
                {
                    await goBack().ConfigureAwait(false);
                }

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
