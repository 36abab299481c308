namespace PrivateDomain.Sdk.Storage.Relational;

/// <summary>Where the records of one type are stored: owner, program, id, revision, then the declared columns.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class TableMap
{
    /// <summary>The column of the owner.</summary>
    public const string Owner = "owner";

    /// <summary>The column of the program.</summary>
    public const string Program = "program";

    /// <summary>The column of the id.</summary>
    public const string Id = "id";

    /// <summary>The column of the revision.</summary>
    public const string Revision = "revision";

    private static readonly HashSet<string> s_reserved = [Owner, Program, Id, Revision];

    internal TableMap(RecordType type, string prefix, int position)
    {
        foreach (RecordColumn column in type.Columns.Where(c => s_reserved.Contains(c.Name)))
        {
            throw new ArgumentException($"{type.Name} declares '{column.Name}', a column that every table has already; rename it.", nameof(type));
        }

        Type = type;
        Name = SqlName.Fit(prefix + type.Name);
        Position = position;
        Indexes = [.. type.Indexes.Prepend(type.Primary).Select((index, place) => new IndexMap(index, Name, place))];
    }

    /// <summary>The record type.</summary>
    public RecordType Type { get; }

    /// <summary>The table's name.</summary>
    public string Name { get; }

    /// <summary>The place in <see cref="RelationalSchema.Tables"/>.</summary>
    public int Position { get; }

    /// <summary>The declared columns.</summary>
    public IReadOnlyList<RecordColumn> Columns => Type.Columns;

    /// <summary>The primary key, then the declared indexes.</summary>
    public IReadOnlyList<IndexMap> Indexes { get; }

    /// <summary>Whether a column stands in an index.</summary>
    /// <param name="column">A column of this type.</param>
    /// <returns><see langword="true"/> when it does.</returns>
    public bool IsIndexed(RecordColumn column) => Indexes.Any(index => index.Declared.Columns.Contains(column));

    /// <summary>Finds an index.</summary>
    /// <param name="index">An index of this type.</param>
    /// <returns>Its place in the database.</returns>
    /// <exception cref="ArgumentException">The index is not one of this type.</exception>
    public IndexMap Index(RecordIndex index)
    {
        foreach (IndexMap map in Indexes)
        {
            if (ReferenceEquals(map.Declared, index))
            {
                return map;
            }
        }

        throw new ArgumentException($"{Type.Name} has no index '{index}'.", nameof(index));
    }
}
