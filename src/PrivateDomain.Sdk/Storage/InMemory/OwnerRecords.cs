namespace PrivateDomain.Sdk.Storage.InMemory;

/// <summary>The records that one owner has of one type: by id, which this sequence is itself, and in each index of the owner's scope.</summary>
/// <param name="indexes">The type's indexes of the owner's scope.</param>
/// <remarks>
/// An owner with a single record has none of this: <see cref="ProgramRecords"/> keeps the record itself. It derives from the sequence by id because one
/// object for each owner and type is less to keep, and one step less to every record, than two.
/// </remarks>
internal sealed class OwnerRecords(RecordIndex[] indexes) : SortedRuns<Record>
{
    private readonly SortedRuns<Record>?[] _indexed = indexes.Length == 0 ? [] : new SortedRuns<Record>?[indexes.Length];

    /// <summary>The records in an index of the owner's scope.</summary>
    /// <param name="index">The index.</param>
    /// <returns>The records, or <see langword="null"/> when none ever stood in the index.</returns>
    public SortedRuns<Record>? In(RecordIndex index) => index.IsPrimary ? this : _indexed[Array.IndexOf(indexes, index)];

    /// <summary>Stores, replaces or removes a record.</summary>
    /// <param name="place">Where it stands by id, or would stand.</param>
    /// <param name="old">What is stored, or <see langword="null"/>.</param>
    /// <param name="current">What shall be stored, or <see langword="null"/>.</param>
    public void Put(Place place, Record? old, Record? current)
    {
        PutById(place, old, current);
        for (int i = 0; i < indexes.Length; i++)
        {
            RecordRuns.Replace(ref _indexed[i], indexes[i], old, current);
        }
    }

    private void PutById(Place place, Record? old, Record? current)
    {
        if (old is null)
        {
            Insert(place, current!, SortKey.Of(current!.Id));
        }
        else if (current is null)
        {
            Remove(place);
        }
        else
        {
            this[place] = current;
        }
    }
}
