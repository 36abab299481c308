namespace PrivateDomain.Sdk.Storage.InMemory;

/// <summary>What part of an index is wanted: bounds of the first column, a cursor, a direction and a limit.</summary>
/// <param name="Index">The index.</param>
/// <param name="From">The least value, or none.</param>
/// <param name="Through">The greatest value, or none.</param>
/// <param name="Cursor">Where the previous page ended, or <see langword="null"/>.</param>
/// <param name="IsDescending">Whether to begin at the end.</param>
/// <param name="Limit">How many records at most, from 1.</param>
internal readonly record struct Window(RecordIndex Index, ColumnValue From, ColumnValue Through, RecordCursor? Cursor, bool IsDescending, int Limit)
{
    /// <summary>The part of a sorted sequence that lies in this window.</summary>
    /// <param name="records">The records of the index, in its order.</param>
    /// <param name="hasMore">Whether the limit left some out.</param>
    /// <returns>The records, in the window's direction.</returns>
    public Record[] Of(SortedRuns<Record> records, out bool hasMore)
    {
        Place low = From.IsNull ? SortedRuns<Record>.Start : records.Seek(new BoundProbe(Index, From, IsBehind: false));
        Place high = Through.IsNull ? records.End : records.Seek(new BoundProbe(Index, Through, IsBehind: true));
        if (Cursor is not null)
        {
            Place reached = records.Seek(new CursorProbe(Index, Cursor, IsBehind: !IsDescending));
            (low, high) = IsDescending ? (low, Place.Earlier(high, reached)) : (Place.Later(low, reached), high);
        }

        return records.Take(low, high, Limit, IsDescending, out hasMore);
    }

    /// <summary>A record by itself, if it lies in this window.</summary>
    /// <param name="record">The record.</param>
    /// <returns>The record or nothing.</returns>
    public Record[] Of(Record record)
    {
        bool lies = Index.Contains(record)
            && (From.IsNull || new BoundProbe(Index, From, IsBehind: false).Compare(record) >= 0)
            && (Through.IsNull || new BoundProbe(Index, Through, IsBehind: true).Compare(record) < 0)
            && (Cursor is null || new CursorProbe(Index, Cursor, IsBehind: !IsDescending).Compare(record) >= 0 != IsDescending);
        return lies ? [record] : [];
    }
}
