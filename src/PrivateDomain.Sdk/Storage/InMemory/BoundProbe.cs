namespace PrivateDomain.Sdk.Storage.InMemory;

/// <summary>The first record whose first index column has at least a value, or, behind it, more than the value.</summary>
/// <param name="Index">The index.</param>
/// <param name="Value">The value.</param>
/// <param name="IsBehind">Whether the place is behind the records that have the value.</param>
internal readonly record struct BoundProbe(RecordIndex Index, ColumnValue Value, bool IsBehind) : IProbe<Record>
{
    // What comes next in the order is anything.
    private readonly long _first = SortKey.Of(Value, ColumnValue.Null).First;

    public int Compare(SortKey key, Record item) => key.First != _first ? key.First.CompareTo(_first) : Compare(item);

    /// <inheritdoc cref="IProbe{T}.Compare"/>
    public int Compare(Record item)
    {
        int order = Index.Type.GetValue(item, Index.Columns[0]).CompareTo(Value);
        return order == 0 && IsBehind ? -1 : order;
    }
}
