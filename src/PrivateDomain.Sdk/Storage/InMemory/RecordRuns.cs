namespace PrivateDomain.Sdk.Storage.InMemory;

/// <summary>Keeps a sorted sequence in step with a record that appears, changes or disappears.</summary>
internal static class RecordRuns
{
    /// <summary>Replaces a record in an index's order; a record that does not stand in the index is left out.</summary>
    /// <param name="records">The sequence, in the index's order.</param>
    /// <param name="index">The index.</param>
    /// <param name="old">What was stored, or <see langword="null"/>.</param>
    /// <param name="current">What is stored now, or <see langword="null"/>.</param>
    public static void Replace(this SortedRuns<Record> records, RecordIndex index, Record? old, Record? current)
    {
        Record? leaving = old is not null && index.Contains(old) ? old : null;
        Record? entering = current is not null && index.Contains(current) ? current : null;
        if (leaving is not null)
        {
            Place place = records.Seek(new RecordProbe(index, leaving));
            if (entering is not null && index.Compare(leaving, entering) == 0)
            {
                records[place] = entering;
                return;
            }

            records.Remove(place);
        }

        if (entering is not null)
        {
            records.Insert(records.Seek(new RecordProbe(index, entering)), entering);
        }
    }
}
