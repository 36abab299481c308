namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>A checked change set, sorted by table and by what must be done to the rows.</summary>
/// <remarks>Immutable once made. Tables come in the order of their names, which is the same in every host.</remarks>
internal sealed class CommitPlan
{
    private CommitPlan(IReadOnlyList<TableChanges> tables, Change? impossible)
    {
        Tables = tables;
        Impossible = impossible;
    }

    public IReadOnlyList<TableChanges> Tables { get; }

    /// <summary>A change that fits nothing that could be stored, because no record has such a revision.</summary>
    public Change? Impossible { get; }

    /// <summary>Checks and sorts a change set.</summary>
    /// <exception cref="ArgumentException">A record type is not in the model, or a key stands in the change set twice.</exception>
    public static CommitPlan Of(PostgreSqlTables tables, IReadOnlyList<Change> changes)
    {
        var sorted = new TableChanges?[tables.Count];
        var keys = new HashSet<RecordKey>(changes.Count);
        Change? impossible = null;
        foreach (Change change in changes)
        {
            if (change is null)
            {
                throw new ArgumentException("A change set holds null.", nameof(changes));
            }

            PostgreSqlTable table = tables[change.Key.Type];
            bool isKeyNew = keys.Add(change.Key);
            if (!isKeyNew)
            {
                RequireAddsToDifferentColumns(changes, change.Key);
            }

            impossible ??= IsImpossible(change) ? change : null;
            (sorted[table.Map.Position] ??= new TableChanges(table)).Take(change, !isKeyNew);
        }

        TableChanges[] used = [.. sorted.OfType<TableChanges>().OrderBy(t => t.Table.Map.Name, StringComparer.Ordinal)];
        return new CommitPlan(used, impossible);
    }

    private static bool IsImpossible(Change change) => change switch
    {
        Change.Update update => update.ExpectedRevision <= 0,
        Change.Delete delete => delete.ExpectedRevision <= 0,
        Change.Expect expect => expect.ExpectedRevision < 0,
        _ => false,
    };

    private static void RequireAddsToDifferentColumns(IReadOnlyList<Change> changes, RecordKey key)
    {
        Change[] twins = [.. changes.Where(c => c.Key == key)];
        if (twins.OfType<Change.Add>().Select(static a => a.Column).Distinct().Count() != twins.Length)
        {
            throw new ArgumentException(
                $"A key of {key.Type} stands in the change set {twins.Length} times; only guarded adds to different columns may share a key.", nameof(changes));
        }
    }
}
