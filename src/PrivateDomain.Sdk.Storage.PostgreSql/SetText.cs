using System.Globalization;
using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>The text of the statements that read or change many rows of one table; each parameter is an array with an element per row.</summary>
/// <remarks>
/// <para>
/// A row that does not fit what is stored makes the statement fail, by a division by zero or a duplicate key, and with it the transaction that
/// all statements of a commit share: so a commit is one round trip. See docs/decisions/0007-set-based-commits.md.
/// </para>
/// <para>Rows are locked in the order of their keys, which <c>insert ... select ... order by</c> keeps and <c>update ... from</c> does not.</para>
/// </remarks>
internal sealed class SetText(SqlDialect dialect)
{
    private const string Owner = TableMap.Owner;
    private const string Program = TableMap.Program;
    private const string Id = TableMap.Id;
    private const string Revision = TableMap.Revision;
    private static readonly string[] s_key = [Owner, Program, Id];

    /// <summary>
    /// Reads rows by key, one after the other. Parameters: owners, programs, ids. Answers: the place of the key from 1, revision, then the
    /// declared columns.
    /// </summary>
    /// <remarks>
    /// The limit keeps the planner from joining: a plan made while the table was small would read all of it, and be kept while it grows.
    /// </remarks>
    public string ReadEach(TableMap table) =>
        $"select k._place, r.* from {Rows("k", s_key, "_place")} cross join lateral (select {Names("t", [Revision, .. DeclaredNames(table)])}"
        + $" from {dialect.Table(table.Name)} as t where {SameKey("k")} limit 1) as r";

    /// <summary>As <see cref="ReadEach"/>, for databases that are spread over several servers, which can join but not repeat a limited read.</summary>
    public string ReadJoined(TableMap table) =>
        $"select k._place, {Names("t", [Revision, .. DeclaredNames(table)])} from {Rows("k", s_key, "_place")}"
        + $" join {dialect.Table(table.Name)} as t on {SameKey("k")}";

    /// <summary>
    /// Reads runs of rows in an index's order. Parameters: an array for each argument of <see cref="IndexText.Read"/>.
    /// Answers: the place of the run from 1, then what <see cref="IndexText.Read"/> answers, run by run, each in order.
    /// </summary>
    public string ReadRuns(TableMap table, IndexMap index, IndexShape shape)
    {
        var correlated = new IndexText(new CorrelatedDialect(dialect));
        string[] arguments = [.. Enumerable.Range(1, IndexText.ArgumentKinds(index, shape).Count).Select(CorrelatedDialect.Column)];
        return $"select {CorrelatedDialect.Arguments}._place, r.* from {Rows(CorrelatedDialect.Arguments, arguments, "_place", isQuoted: false)}"
            + $" cross join lateral ({correlated.Read(table, index, shape)}) as r"
            + $" order by {CorrelatedDialect.Arguments}._place, {correlated.Order(index, shape)}";
    }

    /// <summary>Inserts rows; fails on a key that exists. Parameters: owners, programs, ids, revisions, then the declared columns.</summary>
    public string Insert(TableMap table) => InsertInOrder(table, [.. s_key, Revision, .. DeclaredNames(table)], []);

    /// <summary>
    /// Replaces rows; fails on one that is missing or has another revision.
    /// Parameters: owners, programs, ids, expected revisions negated, then the declared columns.
    /// </summary>
    public string Update(TableMap table)
    {
        string[] names = [.. DeclaredNames(table)];
        string[] assignments = [$"{Quote(Revision)} = 1 - excluded.{Quote(Revision)}", .. names.Select(name => $"{Quote(name)} = excluded.{Quote(name)}")];
        return Found(
            InsertInOrder(table, [.. s_key, Revision, .. names], []),
            assignments,
            $"{OneIf($"t.{Quote(Revision)} = -excluded.{Quote(Revision)}")} = 1");
    }

    /// <summary>
    /// Locks rows and changes nothing; fails on one that is missing or has another revision.
    /// Parameters: owners, programs, ids, expected revisions negated, or 0 where any revision will do.
    /// </summary>
    public string Lock(TableMap table)
    {
        // A row that does not satisfy the condition of "do update" is locked all the same, and kept as it is.
        return Found(
            InsertInOrder(table, [.. s_key, Revision], [.. table.Columns.Where(c => !c.IsOptional)]),
            [$"{Quote(Revision)} = t.{Quote(Revision)}"],
            $"{OneIf($"excluded.{Quote(Revision)} in (0, -t.{Quote(Revision)})")} = 0");
    }

    /// <summary>
    /// Adds to one column and to the revision of rows that are locked; fails on one whose value is outside the bounds.
    /// Parameters: owners, programs, ids, deltas, least and greatest stored values; see <see cref="GuardBounds"/>.
    /// </summary>
    public string Add(TableMap table, RecordColumn column)
    {
        (string counter, string revision) = (Quote(column.Name), Quote(Revision));

        // The bounds stand in the assignment and not in the filter: only rows that the key selects come to it.
        return $"update {dialect.Table(table.Name)} as t set {revision} = t.{revision} + 1,"
            + $" {counter} = t.{counter} + s._delta * {OneIf($"t.{counter} between s._least and s._greatest")}"
            + $" from {Rows("s", [.. s_key, "_delta", "_least", "_greatest"])} where {SameKey("s")}";
    }

    /// <summary>Deletes rows that are locked. Parameters: owners, programs, ids.</summary>
    public string Delete(TableMap table) => $"delete from {dialect.Table(table.Name)} as t using {Rows("s", s_key)} where {SameKey("s")}";

    // Columns that every row must have and that nobody will see are filled with something.
    private string InsertInOrder(TableMap table, string[] given, RecordColumn[] filled)
    {
        string[] names = [.. given, .. filled.Select(c => c.Name)];
        string[] values = [.. given.Select(name => $"s.{Quote(name)}"), .. filled.Select(Filling)];
        string order = string.Join(", ", s_key.Select(name => $"s.{Quote(name)} collate \"C\""));
        return $"insert into {dialect.Table(table.Name)} as t ({string.Join(", ", names.Select(Quote))})"
            + $" select {string.Join(", ", values)} from {Rows("s", given)} order by {order}";
    }

    // A key that is missing would be inserted, with a revision that no record has; that it was is seen from what comes back.
    private string Found(string insert, string[] assignments, string condition) =>
        $"{insert} on conflict ({string.Join(", ", s_key.Select(Quote))}) do update set {string.Join(", ", assignments)} where {condition}"
        + $" returning {OneIf($"t.{Quote(Revision)} > 0")}";

    private string Rows(string alias, string[] names, string? ordinality = null, bool isQuoted = true)
    {
        IEnumerable<string> parameters = Enumerable.Range(1, names.Length).Select(dialect.Parameter);
        IEnumerable<string> columns = isQuoted ? names.Select(Quote) : names;
        return $"unnest({string.Join(", ", parameters)}) {(ordinality is null ? "" : "with ordinality ")}as {alias}"
            + $"({string.Join(", ", ordinality is null ? columns : columns.Append(ordinality))})";
    }

    private string SameKey(string alias) => string.Join(" and ", s_key.Select(name => $"t.{Quote(name)} = {alias}.{Quote(name)}"));

    private string Names(string alias, IEnumerable<string> names) => string.Join(", ", names.Select(name => $"{alias}.{Quote(name)}"));

    private string Quote(string name) => name[0] == '_' ? name : dialect.Quote(name);

    private static string Filling(RecordColumn column) => column.Kind switch
    {
        ColumnKind.Text or ColumnKind.Json => "''",
        ColumnKind.Boolean => "false",
        _ => 0.ToString(CultureInfo.InvariantCulture),
    };

    private static IEnumerable<string> DeclaredNames(TableMap table) => table.Columns.Select(c => c.Name);

    /// <summary>1, or a division by zero. Never decided before the row is there, because the condition names its columns.</summary>
    private static string OneIf(string condition) => $"1 / (case when {condition} then 1 else 0 end)";
}
