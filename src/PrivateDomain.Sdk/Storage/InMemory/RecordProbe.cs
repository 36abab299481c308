namespace PrivateDomain.Sdk.Storage.InMemory;

/// <summary>This record's place in an index.</summary>
/// <param name="Index">The index.</param>
/// <param name="Record">The record.</param>
/// <param name="Key">Its key there.</param>
internal readonly record struct RecordProbe(RecordIndex Index, Record Record, SortKey Key) : IProbe<Record>
{
    public int Compare(SortKey key, Record item) => key.CompareTo(Key) is not 0 and var order ? order
        : ReferenceEquals(item, Record) ? 0
        : Index.Compare(item, Record);
}
