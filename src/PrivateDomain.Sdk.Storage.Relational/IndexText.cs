using System.Text;

namespace PrivateDomain.Sdk.Storage.Relational;

/// <summary>The text of the statements that read rows in an index's order.</summary>
/// <remarks>
/// Answers: owner, id, revision, then the declared columns. Parameters: the arguments that <see cref="IndexRead.WriteArguments"/> writes.
/// Immutable and thread-safe.
/// </remarks>
public sealed class IndexText
{
    private readonly SqlDialect _dialect;

    /// <summary>Writes statements in a dialect.</summary>
    /// <param name="dialect">The dialect.</param>
    public IndexText(SqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        _dialect = dialect;
    }

    /// <summary>Reads rows in an order.</summary>
    /// <param name="table">The table.</param>
    /// <param name="index">One of its indexes.</param>
    /// <param name="shape">What is bounded and where to begin.</param>
    /// <returns>The statement.</returns>
    public string Read(TableMap table, IndexMap index, IndexShape shape)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(index);
        bool descending = shape.HasFlag(IndexShape.Descending);
        IReadOnlyList<SortKey> keys = SortKeys(index, shape.HasFlag(IndexShape.AllOwners));
        string[] sorted = [.. keys.Select(key => OrderBy(key, descending))];
        if (IsByKeyOfAllOwners(index, shape))
        {
            // The program is the same in all rows; named, it makes the primary key's order obvious.
            sorted = [sorted[0], OrderBy(new SortKey(_dialect.Quote(TableMap.Program), IsOptional: false), descending), sorted[1]];
        }

        string[] columns = [TableMap.Owner, TableMap.Id, TableMap.Revision, .. table.Columns.Select(c => c.Name)];
        var text = new StringBuilder("select ").AppendJoin(", ", columns.Select(_dialect.Quote));
        text.Append(" from ").Append(_dialect.Table(table.Name)).Append(" where ");
        int parameters = AppendFilter(text, index, shape, keys);
        text.Append(" order by ").AppendJoin(", ", sorted);
        return text.Append(" limit ").Append(_dialect.Parameter(parameters + 1)).ToString();
    }

    /// <summary>What <see cref="Read"/> orders by, for a statement around it: columns that it answers, in their order.</summary>
    /// <param name="index">The index.</param>
    /// <param name="shape">What is bounded and where to begin.</param>
    /// <returns>The list behind <c>order by</c>.</returns>
    public string Order(IndexMap index, IndexShape shape)
    {
        ArgumentNullException.ThrowIfNull(index);
        bool descending = shape.HasFlag(IndexShape.Descending);
        return string.Join(", ", SortKeys(index, shape.HasFlag(IndexShape.AllOwners)).Select(key => OrderBy(key, descending)));
    }

    /// <summary>What the arguments of <see cref="Read"/> are, for databases whose parameters are typed.</summary>
    /// <param name="index">The index.</param>
    /// <param name="shape">What is bounded and where to begin.</param>
    /// <returns>A kind for each value that <see cref="IndexRead.WriteArguments"/> writes, in their order.</returns>
    public static IReadOnlyList<ColumnKind> ArgumentKinds(IndexMap index, IndexShape shape)
    {
        ArgumentNullException.ThrowIfNull(index);
        var kinds = new List<ColumnKind> { ColumnKind.Text, ColumnKind.Text };
        foreach (IndexShape bound in new[] { IndexShape.From, IndexShape.Through }.Where(bound => shape.HasFlag(bound)))
        {
            kinds.Add(index.First!.Kind);
        }

        if (shape.HasFlag(IndexShape.Continued))
        {
            kinds.AddRange(index.Declared.Columns.Select(column => column.Kind));
            kinds.AddRange(Enumerable.Repeat(ColumnKind.Text, shape.HasFlag(IndexShape.AllOwners) ? 2 : 1));
        }

        kinds.Add(ColumnKind.Int64);
        return kinds;
    }

    private int AppendFilter(StringBuilder text, IndexMap index, IndexShape shape, IReadOnlyList<SortKey> keys)
    {
        int parameters = 0;
        string Next() => _dialect.Parameter(++parameters);

        text.Append(_dialect.Quote(TableMap.Owner)).Append(OwnerOperator(index, shape)).Append(Next());
        string program = _dialect.Quote(TableMap.Program);
        text.Append(" and ").Append(IsByKeyOfAllOwners(index, shape) ? _dialect.Unsought(program) : program).Append(" = ").Append(Next());
        if (shape.HasFlag(IndexShape.From))
        {
            text.Append(" and ").Append(keys[0].Name).Append(" >= ").Append(Next());
        }

        if (shape.HasFlag(IndexShape.Through))
        {
            text.Append(" and ").Append(keys[0].Name).Append(" <= ").Append(Next());
        }

        if (index.IsPartial)
        {
            text.Append(" and ").Append(keys[0].Name).Append(" is not null");
        }

        if (shape.HasFlag(IndexShape.Continued))
        {
            bool descending = shape.HasFlag(IndexShape.Descending);
            SortKey[] continued = [.. keys.Select(key => key with { Parameter = Next() })];
            text.Append(" and ").Append(index.HasOptionalTail ? BehindStepwise(continued, descending) : BehindRow(continued, descending));
        }

        return parameters;
    }

    // Several owners are still an owner comparison, so that a sharded database finds the owner in every filter.
    private static string OwnerOperator(IndexMap index, IndexShape shape)
    {
        if (!shape.HasFlag(IndexShape.AllOwners))
        {
            return " = ";
        }

        return IsByKeyOfAllOwners(index, shape) && shape.HasFlag(IndexShape.Descending | IndexShape.Continued) ? " <= " : " >= ";
    }

    private static bool IsByKeyOfAllOwners(IndexMap index, IndexShape shape) => index.Declared.IsPrimary && shape.HasFlag(IndexShape.AllOwners);

    private List<SortKey> SortKeys(IndexMap index, bool allOwners)
    {
        var keys = new List<SortKey>();
        keys.AddRange(index.Declared.Columns.Select((column, place) => new SortKey(_dialect.Quote(column.Name), place > 0 && column.IsOptional)));
        if (allOwners)
        {
            keys.Add(new SortKey(_dialect.Quote(TableMap.Owner), IsOptional: false));
        }

        keys.Add(new SortKey(_dialect.Quote(TableMap.Id), IsOptional: false));
        return keys;
    }

    private string OrderBy(SortKey key, bool descending)
    {
        string nulls = !key.IsOptional ? "" : descending ? _dialect.NullsLast : _dialect.NullsFirst;
        return $"{key.Name}{(descending ? " desc" : "")}{nulls}";
    }

    private static string BehindRow(IReadOnlyList<SortKey> keys, bool descending) =>
        $"({string.Join(", ", keys.Select(k => k.Name))}) {(descending ? '<' : '>')} ({string.Join(", ", keys.Select(k => k.Parameter))})";

    // Key by key, because a row value with a null in it is neither before nor behind anything. Null comes before every value.
    private static string BehindStepwise(ReadOnlySpan<SortKey> keys, bool descending)
    {
        SortKey key = keys[0];
        string beyond = $"{key.Name} {(descending ? '<' : '>')} {key.Parameter}";
        if (keys.Length == 1)
        {
            return beyond;
        }

        string rest = BehindStepwise(keys[1..], descending);
        if (!key.IsOptional)
        {
            return $"({beyond} or ({key.Name} = {key.Parameter} and {rest}))";
        }

        (string here, string there) = descending ? (key.Name, key.Parameter) : (key.Parameter, key.Name);
        return $"({beyond} or ({here} is null and {there} is not null) or ({key.Name} is not distinct from {key.Parameter} and {rest}))";
    }

    private readonly record struct SortKey(string Name, bool IsOptional, string Parameter = "");
}
