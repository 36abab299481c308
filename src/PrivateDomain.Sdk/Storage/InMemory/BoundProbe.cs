namespace PrivateDomain.Sdk.Storage.InMemory;

/// <summary>The first record whose first index column has at least a value, or, behind it, more than the value.</summary>
/// <param name="Index">The index.</param>
/// <param name="Value">The value.</param>
/// <param name="IsBehind">Whether the place is behind the records that have the value.</param>
internal readonly record struct BoundProbe(RecordIndex Index, ColumnValue Value, bool IsBehind) : IProbe<Record>
{
    public long Prefix { get; } = SortPrefix.Of(Value);

    public int Compare(Record item)
    {
        int order = Index.Type.GetValue(item, Index.Columns[0]).CompareTo(Value);
        return order == 0 && IsBehind ? -1 : order;
    }
}
