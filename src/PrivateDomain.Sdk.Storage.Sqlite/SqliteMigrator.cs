using Microsoft.Data.Sqlite;
using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.Sqlite;

/// <summary>Brings a file up to a schema, or says what that would take.</summary>
internal sealed class SqliteMigrator(SqliteFile file, SqliteSession session, TimeProvider timeProvider)
{
    private readonly SchemaMigrations _migrations = new(session.Schema, SqliteDialect.Instance);

    /// <summary>Runs what is missing. Several hosts may do so at once: the first does it, the others find it done.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    /// <exception cref="StoreException">The file's schema is newer, or the file cannot be used.</exception>
    public void Migrate(CancellationToken cancellationToken)
    {
        RequireUsable();
        UseWriteAheadLog(cancellationToken);
        if (Missing().Count == 0)
        {
            return;
        }

        session.BeginImmediate(cancellationToken);
        foreach (string statement in Missing())
        {
            cancellationToken.ThrowIfCancellationRequested();
            session.Execute(statement);
        }

        session.Commit();
    }

    /// <summary>What <see cref="Migrate"/> would run, as a script.</summary>
    public string Script() => _migrations.Script(ReadHistory(), timeProvider.GetUtcNow());

    private IReadOnlyList<string> Missing() => _migrations.Statements(ReadHistory(), timeProvider.GetUtcNow());

    private List<(int Version, string Name)>? ReadHistory()
    {
        if (!HasHistory())
        {
            return null;
        }

        var applied = new List<(int Version, string Name)>();
        using (SqliteStatement statement = session.Prepare(_migrations.ReadHistory))
        {
            while (statement.Step())
            {
                applied.Add(((int)statement.Number(0), statement.Text(1)));
            }
        }

        return _migrations.Refusal(applied) is { } refusal ? throw Refuse(refusal) : applied;
    }

    private bool HasHistory()
    {
        using SqliteStatement statement = session.Prepare(SqliteDialect.Instance.CountTables);
        statement.Bind(session.Schema.HistoryTable);
        return statement.Step() && statement.Number(0) > 0;
    }

    private void RequireUsable()
    {
        if (session.IsReadOnly)
        {
            throw Refuse("it cannot be written. Give this process write permission for the file and its directory.");
        }

        if (session.ReadText("pragma encoding") != "UTF-8")
        {
            throw Refuse("its text is encoded as UTF-16, which does not compare by code point. Use a file whose encoding is UTF-8.");
        }
    }

    private void UseWriteAheadLog(CancellationToken cancellationToken)
    {
        string mode = session.ReadText("pragma journal_mode");
        if (mode != "wal")
        {
            // Fails at once while another host does the same, whatever the busy timeout is.
            session.Wait(() => mode = session.ReadText("pragma journal_mode = wal"), cancellationToken);
        }

        if (mode != "wal")
        {
            throw Refuse("it cannot be switched to a write-ahead log. Keep it on a local disk, not on a network share.");
        }
    }

    private StoreException Refuse(string problem) =>
        new(SqliteRecordStore.Name, "initialize", isTransient: false, $"'{file.Name}' cannot be used: {problem}");
}
