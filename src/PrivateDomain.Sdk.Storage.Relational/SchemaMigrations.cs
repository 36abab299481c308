using System.Globalization;
using System.Text;

namespace PrivateDomain.Sdk.Storage.Relational;

/// <summary>The numbered migrations that follow from a model's declarations.</summary>
/// <remarks>
/// A record type that appears later, because a feature was switched on, gets its tables then, whatever the version that others have reached:
/// the history is kept by version and record type. Immutable and thread-safe.
/// </remarks>
public sealed class SchemaMigrations
{
    private readonly RelationalSchema _schema;
    private readonly SqlDialect _dialect;

    /// <summary>Derives the migrations.</summary>
    /// <param name="schema">The tables.</param>
    /// <param name="dialect">The dialect.</param>
    /// <param name="first">What the store makes beside the tables of record types, before them; of version 0, whatever the model's version is.</param>
    public SchemaMigrations(RelationalSchema schema, SqlDialect dialect, params IReadOnlyList<SchemaMigration> first)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(dialect);
        ArgumentNullException.ThrowIfNull(first);
        _schema = schema;
        _dialect = dialect;
        var text = new TableText(dialect);
        IEnumerable<int> versions = Enumerable.Range(1, schema.Model.Version);
        All = [.. first, .. versions.SelectMany(version => schema.Tables.Select(table => text.Migration(table, version))).Where(m => m.Statements.Count > 0)];
    }

    /// <summary>All migrations, in order.</summary>
    public IReadOnlyList<SchemaMigration> All { get; }

    /// <summary>Reads the versions and names of the migrations that were applied.</summary>
    public string ReadHistory => $"select {Version}, {Name} from {HistoryTable}";

    private string HistoryTable => _dialect.Table(_schema.HistoryTable);

    private string Version => _dialect.Quote("version");

    private string Name => _dialect.Quote("name");

    private string AppliedAt => _dialect.Quote("applied_at");

    /// <summary>Why a schema cannot be used; <see langword="null"/> when it is not newer than the model.</summary>
    /// <param name="applied">The migrations that were applied.</param>
    /// <returns>A sentence that names both versions and says what to do.</returns>
    public string? Refusal(IReadOnlyCollection<(int Version, string Name)> applied)
    {
        ArgumentNullException.ThrowIfNull(applied);
        int stored = applied.Select(m => m.Version).DefaultIfEmpty(0).Max();
        int known = _schema.Model.Version;
        return stored <= known
            ? null
            : $"its schema has version {stored} and this package knows versions up to {known}. Upgrade the PrivateDomain.Sdk packages of this host.";
    }

    /// <summary>The statements that bring a schema up to the model, to be run in one transaction.</summary>
    /// <param name="applied">The migrations that were applied; <see langword="null"/> when there is no history table yet.</param>
    /// <param name="appliedAt">The time that the history shall name.</param>
    /// <returns>The statements, in order; none when there is nothing to do.</returns>
    public IReadOnlyList<string> Statements(IReadOnlyCollection<(int Version, string Name)>? applied, DateTimeOffset appliedAt) =>
        [.. Steps(applied, appliedAt).SelectMany(step => step.Statements)];

    /// <summary>The same statements as a script with comments, in a transaction of its own.</summary>
    /// <param name="applied">The migrations that were applied; <see langword="null"/> when there is no history table yet.</param>
    /// <param name="appliedAt">The time that the history shall name.</param>
    /// <returns>The script; empty when there is nothing to do.</returns>
    public string Script(IReadOnlyCollection<(int Version, string Name)>? applied, DateTimeOffset appliedAt)
    {
        SchemaMigration[] steps = [.. Steps(applied, appliedAt)];
        if (steps.Length == 0)
        {
            return "";
        }

        var script = new StringBuilder().Append(_dialect.BeginMigration).Append(";\n");
        foreach (SchemaMigration step in steps)
        {
            script.Append(CultureInfo.InvariantCulture, $"\n-- {step.Version:D4} {step.Name}\n").AppendJoin(";\n", step.Statements).Append(";\n");
        }

        return script.Append("\ncommit;\n").ToString();
    }

    /// <summary>The script from a schema version to the model's.</summary>
    /// <param name="fromVersion">The version that the database has; 0 for an empty one.</param>
    /// <param name="appliedAt">The time that the history shall name.</param>
    /// <returns>The script; empty when there is nothing to do.</returns>
    public string Script(int fromVersion, DateTimeOffset appliedAt)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fromVersion);
        return Script(fromVersion == 0 ? null : [.. All.Where(m => m.Version <= fromVersion).Select(m => (m.Version, m.Name))], appliedAt);
    }

    private IEnumerable<SchemaMigration> Steps(IReadOnlyCollection<(int Version, string Name)>? applied, DateTimeOffset appliedAt)
    {
        var done = new HashSet<(int Version, string Name)>(applied ?? []);
        if (applied is null)
        {
            yield return new SchemaMigration(0, "history", [CreateHistory()]);
        }

        foreach (SchemaMigration migration in All.Where(m => !done.Contains((m.Version, m.Name))))
        {
            yield return migration with { Statements = [.. migration.Statements, Remember(migration, appliedAt)] };
        }
    }

    private string CreateHistory()
    {
        string number = _dialect.ColumnType(ColumnKind.Int64);
        string instant = _dialect.ColumnType(ColumnKind.Instant);
        return $"create table {HistoryTable} (\n  {Version} {number} not null,\n  {Name} {_dialect.KeyType} not null,\n  {AppliedAt} {instant} not null,"
            + $"\n  primary key ({Version}, {Name})\n){_dialect.TableOptions}";
    }

    // Names are [a-z0-9_] only, so they can stand in the text.
    private string Remember(SchemaMigration migration, DateTimeOffset appliedAt) =>
        $"insert into {HistoryTable} ({Version}, {Name}, {AppliedAt}) values ({migration.Version}, '{migration.Name}', {ColumnValue.Of(appliedAt).Number})";
}
