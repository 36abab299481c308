namespace PrivateDomain.Sdk.Storage.InMemory;

/// <summary>This record's place in an index.</summary>
/// <param name="Index">The index.</param>
/// <param name="Record">The record.</param>
internal readonly record struct RecordProbe(RecordIndex Index, Record Record) : IProbe<Record>
{
    public int Compare(Record item) => Index.Compare(item, Record);
}
