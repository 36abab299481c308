namespace PrivateDomain.Sdk.Storage.InMemory;

/// <summary>This record's place in an index.</summary>
/// <param name="Index">The index.</param>
/// <param name="Record">The record.</param>
/// <param name="Prefix">The prefix of its value in the first index column.</param>
internal readonly record struct RecordProbe(RecordIndex Index, Record Record, long Prefix) : IProbe<Record>
{
    // The prefix of a number is the number; that of a text is its beginning only.
    private readonly int _next = Index.Columns[0].Kind is ColumnKind.Text or ColumnKind.Json ? 0 : 1;

    public int Compare(Record item) => ReferenceEquals(item, Record) ? 0 : Index.CompareFrom(_next, item, Record);
}
