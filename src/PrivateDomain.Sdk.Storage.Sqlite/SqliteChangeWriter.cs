using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.Sqlite;

/// <summary>Writes changes on one session, inside a transaction of the caller.</summary>
internal sealed class SqliteChangeWriter(SqliteSession session)
{
    /// <summary>Writes changes up to the first that does not fit what is stored; then the caller must take back the others.</summary>
    public CommitResult Apply(ChangeSet changes, CancellationToken cancellationToken)
    {
        foreach (Change change in changes.Changes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!Apply(change))
            {
                return CommitResult.ConflictOn(change);
            }
        }

        return CommitResult.Committed;
    }

    /// <summary>Writes a change; <see langword="false"/> when it does not fit what is stored.</summary>
    private bool Apply(Change change) => change switch
    {
        Change.Insert insert => Insert(insert),
        Change.Update update => Update(update),
        Change.Add add => Add(add),
        Change.Expect expect => Expect(expect),
        Change.Delete delete => Delete(delete),
        _ => throw new ArgumentException("A change set holds null.", nameof(change)),
    };

    private bool Insert(Change.Insert change)
    {
        SqliteTable table = session.Table(change.Key.Type);
        SqliteStatement statement = Start(table.Insert, change.Key);
        statement.Bind(change.Record.Revision);
        BindColumns(statement, table.Map, change.Record);
        return statement.Changes();
    }

    private bool Update(Change.Update change)
    {
        SqliteTable table = session.Table(change.Key.Type);
        return (table.HasIndexes && Update(table, table.UpdateUnindexed, change)) || Update(table, table.Update, change);
    }

    private static bool Update(SqliteTable table, SqliteStatement statement, Change.Update change)
    {
        Start(statement, change.Key);
        statement.Bind(change.ExpectedRevision);
        statement.Bind(change.Record.Revision);
        BindColumns(statement, table.Map, change.Record);
        return statement.Changes();
    }

    private bool Delete(Change.Delete change)
    {
        SqliteStatement statement = Start(session.Table(change.Key.Type).Delete, change.Key);
        statement.Bind(change.ExpectedRevision);
        return statement.Changes();
    }

    private bool Add(Change.Add change)
    {
        SqliteTable table = session.Table(change.Key.Type);
        var bounds = GuardBounds.Of(change);
        SqliteStatement statement = Start(table.Add(change.Column), change.Key);
        statement.Bind(change.Delta);
        statement.Bind(bounds.Least);
        statement.Bind(bounds.Greatest);
        return statement.Changes();
    }

    private bool Expect(Change.Expect change)
    {
        SqliteStatement statement = Start(session.Table(change.Key.Type).ReadRevision, change.Key);
        try
        {
            return (statement.Step() ? statement.Number(0) : 0) == change.ExpectedRevision;
        }
        finally
        {
            statement.Reset();
        }
    }

    private static SqliteStatement Start(SqliteStatement statement, in RecordKey key)
    {
        statement.Start().Bind(key.Owner);
        statement.Bind(key.Program);
        statement.Bind(key.Id);
        return statement;
    }

    private static void BindColumns(SqliteStatement statement, TableMap table, Record record)
    {
        RecordType type = table.Type;
        IReadOnlyList<RecordColumn> columns = table.Columns;
        for (int i = 0; i < columns.Count; i++)
        {
            statement.Bind(type.GetValue(record, columns[i]));
        }
    }
}
