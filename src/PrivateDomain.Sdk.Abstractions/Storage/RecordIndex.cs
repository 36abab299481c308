namespace PrivateDomain.Sdk.Storage;

/// <summary>A declared order of a record type's records, for ranges and pages.</summary>
/// <remarks>
/// Records are ordered by <see cref="Columns"/>, then by owner (in a program's scope), then by id, each ascending and by code point.
/// A record whose first index column has no value is not in the index: that is how closed or settled records leave it.
/// The primary index (<see cref="RecordType.Primary"/>) has no columns. Immutable and thread-safe.
/// </remarks>
public sealed class RecordIndex
{
    internal RecordIndex(RecordType type, string name, IndexScope scope, IReadOnlyList<RecordColumn> columns, int since)
    {
        Type = type;
        Name = name;
        Scope = scope;
        Columns = columns;
        Since = since;
    }

    /// <summary>The record type.</summary>
    public RecordType Type { get; }

    /// <summary>The name, unique in its type; empty for the primary index.</summary>
    public string Name { get; }

    /// <summary>Within what it orders.</summary>
    public IndexScope Scope { get; }

    /// <summary>The ordering columns; empty for the primary index.</summary>
    public IReadOnlyList<RecordColumn> Columns { get; }

    /// <summary>The schema version that brought the index; see <see cref="RecordModel.Version"/>.</summary>
    public int Since { get; }

    /// <summary>Whether this is the order of the keys themselves.</summary>
    public bool IsPrimary => Columns.Count == 0;

    /// <summary>Whether a record stands in this index.</summary>
    /// <param name="record">A record of this type.</param>
    /// <returns><see langword="true"/> when its first index column has a value, always for the primary index.</returns>
    public bool Contains(Record record) => IsPrimary || !Type.GetValue(record, Columns[0]).IsNull;

    /// <summary>Compares two records by this index's order.</summary>
    /// <param name="left">A record of this type.</param>
    /// <param name="right">Another record of this type.</param>
    /// <returns>Negative, zero or positive.</returns>
    public int Compare(Record left, Record right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        for (int i = 0; i < Columns.Count; i++)
        {
            int order = Type.GetValue(left, Columns[i]).CompareTo(Type.GetValue(right, Columns[i]));
            if (order != 0)
            {
                return order;
            }
        }

        if (Scope == IndexScope.Program)
        {
            int order = CodePointComparer.Instance.Compare(left.Owner, right.Owner);
            if (order != 0)
            {
                return order;
            }
        }

        return CodePointComparer.Instance.Compare(left.Id, right.Id);
    }

    /// <inheritdoc/>
    public override string ToString() => IsPrimary ? Type.Name : $"{Type.Name}.{Name}";

    internal void RequireScope(bool isOneOwner, string parameter)
    {
        if (!IsPrimary && isOneOwner != (Scope == IndexScope.Owner))
        {
            throw new ArgumentException(
                isOneOwner ? $"{this} orders the records of all owners and takes no owner." : $"{this} orders the records of one owner; name the owner.",
                parameter);
        }
    }

    internal void RequireBound(ColumnValue bound, string parameter)
    {
        if (bound.IsNull)
        {
            return;
        }

        if (IsPrimary)
        {
            throw new ArgumentException($"The primary order of {Type.Name} has no column that could be bounded.", parameter);
        }

        if (bound.IsText != (Columns[0].Kind is ColumnKind.Text or ColumnKind.Json))
        {
            throw new ArgumentException($"A bound of {this} must be of the kind of its first column, {Columns[0].Kind}.", parameter);
        }
    }
}
