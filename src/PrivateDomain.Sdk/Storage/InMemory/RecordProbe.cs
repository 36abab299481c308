namespace PrivateDomain.Sdk.Storage.InMemory;

/// <summary>This record's place in an index.</summary>
/// <param name="Index">The index.</param>
/// <param name="Record">The record.</param>
internal readonly record struct RecordProbe(RecordIndex Index, Record Record) : IProbe<Record>
{
    // Nearly always the first column tells, and the record that is sought has it once and for all.
    private readonly BoundProbe _first = new(Index, Index.Type.GetValue(Record, Index.Columns[0]), IsBehind: false);

    public int Compare(Record item)
    {
        int order = _first.Compare(item);
        return order == 0 ? Index.Compare(item, Record) : order;
    }
}
