namespace PrivateDomain.Sdk.Storage.InMemory;

/// <summary>Keeps a sorted sequence in step with a record that appears, changes or disappears.</summary>
internal static class RecordRuns
{
    /// <summary>Replaces a record in an index's order; a record that does not stand in the index is left out.</summary>
    /// <param name="records">The sequence, in the index's order; <see langword="null"/> until the first record stands in it.</param>
    /// <param name="index">The index.</param>
    /// <param name="old">What was stored, or <see langword="null"/>.</param>
    /// <param name="current">What is stored now, or <see langword="null"/>.</param>
    public static void Replace(ref SortedRuns<Record>? records, RecordIndex index, Record? old, Record? current)
    {
        ColumnValue leaving = FirstOf(index, old);
        ColumnValue entering = FirstOf(index, current);
        if (!leaving.IsNull)
        {
            Place place = records!.Seek(new RecordProbe(index, old!, SortKey.Of(index, old!, leaving)));
            if (leaving == entering && index.Compare(old!, current!) == 0)
            {
                records[place] = current!;
                return;
            }

            records.Remove(place);
        }

        if (!entering.IsNull)
        {
            records ??= new SortedRuns<Record>();
            var probe = new RecordProbe(index, current!, SortKey.Of(index, current!, entering));
            records.Insert(records.Seek(probe), current!, probe.Key);
        }
    }

    private static ColumnValue FirstOf(RecordIndex index, Record? record) => record is null ? ColumnValue.Null : index.Type.GetValue(record, index.Columns[0]);
}
