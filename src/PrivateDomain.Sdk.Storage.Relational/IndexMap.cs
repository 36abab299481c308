namespace PrivateDomain.Sdk.Storage.Relational;

/// <summary>An order of a table's rows: an index of the database, or the primary key.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class IndexMap
{
    internal IndexMap(RecordIndex index, string tableName, int position)
    {
        Declared = index;
        Name = index.IsPrimary ? "" : SqlName.Fit($"{tableName}__{index.Name}");
        Position = position;
    }

    /// <summary>The declared index.</summary>
    public RecordIndex Declared { get; }

    /// <summary>The name in the database; empty for the primary key.</summary>
    public string Name { get; }

    /// <summary>The place in <see cref="TableMap.Indexes"/>.</summary>
    public int Position { get; }

    /// <summary>The first column, which bounds apply to; <see langword="null"/> for the primary key.</summary>
    public RecordColumn? First => Declared.IsPrimary ? null : Declared.Columns[0];

    /// <summary>Whether rows without a value in the first column are left out.</summary>
    public bool IsPartial => First is { IsOptional: true };

    /// <summary>Whether a column behind the first may be null, so that rows cannot be compared as one row value.</summary>
    internal bool HasOptionalTail => Declared.Columns.Skip(1).Any(c => c.IsOptional);
}
