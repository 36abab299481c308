namespace PrivateDomain.Sdk.Storage.InMemory;

/// <summary>The place of a cursor in an index, or the place behind it.</summary>
/// <param name="Index">The index.</param>
/// <param name="Cursor">The cursor.</param>
/// <param name="IsBehind">Whether the place is behind the record that the cursor was made of.</param>
internal readonly record struct CursorProbe(RecordIndex Index, RecordCursor Cursor, bool IsBehind) : IProbe<Record>
{
    private readonly long _first = Index.IsPrimary ? SortKey.Of(Cursor.Id).First : SortKey.Of(Cursor.Columns[0], ColumnValue.Null).First;

    public int Compare(SortKey key, Record item) => key.First != _first ? key.First.CompareTo(_first) : Compare(item);

    /// <inheritdoc cref="IProbe{T}.Compare"/>
    public int Compare(Record item)
    {
        for (int i = 0; i < Index.Columns.Count; i++)
        {
            int order = Index.Type.GetValue(item, Index.Columns[i]).CompareTo(Cursor.Columns[i]);
            if (order != 0)
            {
                return order;
            }
        }

        int rest = Index.Scope == IndexScope.Program ? CodePointComparer.Instance.Compare(item.Owner, Cursor.Owner) : 0;
        rest = rest == 0 ? CodePointComparer.Instance.Compare(item.Id, Cursor.Id) : rest;
        return rest == 0 && IsBehind ? -1 : rest;
    }
}
