namespace PrivateDomain.Sdk.Storage;

/// <summary>A declared column of a record type.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class RecordColumn
{
    internal RecordColumn(string name, ColumnKind kind, bool isOptional, bool isCounter, int ordinal, int since)
    {
        Name = name;
        Kind = kind;
        IsOptional = isOptional;
        IsCounter = isCounter;
        Ordinal = ordinal;
        Since = since;
    }

    /// <summary>The name, <c>[a-z][a-z0-9_]*</c>, at most 40 characters.</summary>
    public string Name { get; }

    /// <summary>What it holds.</summary>
    public ColumnKind Kind { get; }

    /// <summary>Whether a record may have no value here.</summary>
    public bool IsOptional { get; }

    /// <summary>Whether guarded adds may change it; see <see cref="Change.Add"/>.</summary>
    public bool IsCounter { get; }

    /// <summary>The place among the type's columns, from 0.</summary>
    public int Ordinal { get; }

    /// <summary>The schema version that brought the column; see <see cref="RecordModel.Version"/>.</summary>
    public int Since { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
