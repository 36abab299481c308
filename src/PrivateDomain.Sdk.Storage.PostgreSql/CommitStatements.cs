using Npgsql;
using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>The statements of a commit, in their order.</summary>
/// <remarks>
/// First all rows that are new, then all that are there already, each by table and key: with that one order for everybody, two commits cannot
/// wait for each other. What follows touches only rows that the first two hold.
/// </remarks>
internal static class CommitStatements
{
    public static IEnumerable<NpgsqlBatchCommand> Of(CommitPlan plan)
    {
        foreach (TableChanges changes in plan.Tables.Where(t => t.Inserted.Count > 0))
        {
            yield return Insert(changes.Table, changes.Inserted);
        }

        foreach (TableChanges changes in plan.Tables)
        {
            // Several kinds in one table: their rows are locked in one order before each kind is done by itself.
            if (changes.Locked.Count > 0)
            {
                yield return Lock(changes.Table, [.. changes.Locked, .. changes.Updated]);
            }

            if (changes.Updated.Count > 0)
            {
                yield return Update(changes.Table, changes.Updated);
            }
        }

        foreach (TableChanges changes in plan.Tables)
        {
            foreach (List<Change.Add> adds in changes.Added.Values)
            {
                yield return Add(changes.Table, adds);
            }

            if (changes.Deleted.Count > 0)
            {
                yield return Keys(changes.Table.Delete, changes.Deleted);
            }
        }
    }

    private static NpgsqlBatchCommand Insert(PostgreSqlTable table, List<Change> changes)
    {
        NpgsqlBatchCommand command = Keys(table.Insert, changes);
        command.AddNumbers(changes, static c => c is Change.Insert insert ? insert.Record.Revision : 0);
        AddColumns(command, table.Map, changes, static c => (c as Change.Insert)?.Record);
        return command;
    }

    private static NpgsqlBatchCommand Update(PostgreSqlTable table, List<Change.Update> changes)
    {
        NpgsqlBatchCommand command = Keys(table.Update, changes);
        command.AddNumbers(changes, static c => -c.ExpectedRevision);
        AddColumns(command, table.Map, changes, static c => c.Record);
        return command;
    }

    private static NpgsqlBatchCommand Lock(PostgreSqlTable table, Change[] changes)
    {
        NpgsqlBatchCommand command = Keys(table.Lock, changes);
        command.AddNumbers(changes, static c => c switch
        {
            Change.Update update => -update.ExpectedRevision,
            Change.Delete delete => -delete.ExpectedRevision,
            Change.Expect expect => -expect.ExpectedRevision,
            _ => 0,
        });
        return command;
    }

    private static NpgsqlBatchCommand Add(PostgreSqlTable table, List<Change.Add> changes)
    {
        NpgsqlBatchCommand command = Keys(table.Add(changes[0].Column), changes);
        command.AddNumbers(changes, static c => c.Delta);
        command.AddNumbers(changes, static c => GuardBounds.Of(c).Least);
        command.AddNumbers(changes, static c => GuardBounds.Of(c).Greatest);
        return command;
    }

    private static NpgsqlBatchCommand Keys(string text, IReadOnlyList<Change> changes)
    {
        var command = new NpgsqlBatchCommand(text);
        command.AddTexts(changes, static c => c.Key.Owner);
        command.AddTexts(changes, static c => c.Key.Program);
        command.AddTexts(changes, static c => c.Key.Id);
        return command;
    }

    private static void AddColumns<T>(NpgsqlBatchCommand command, TableMap table, List<T> changes, Func<T, Record?> recordOf)
    {
        var values = new ColumnValue[changes.Count];
        foreach (RecordColumn column in table.Columns)
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = recordOf(changes[i]) is { } record ? table.Type.GetValue(record, column) : Nothing(column);
            }

            command.AddColumn(column.Kind, column.IsOptional, values);
        }
    }

    // For a row that stands for "no record": nobody sees it.
    private static ColumnValue Nothing(RecordColumn column) => column.IsOptional
        ? ColumnValue.Null
        : column.Kind is ColumnKind.Text or ColumnKind.Json ? ColumnValue.Of("") : ColumnValue.Of(0L);
}
