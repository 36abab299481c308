namespace PrivateDomain.Sdk.Storage.InMemory;

/// <summary>The record with this id, among records of one owner.</summary>
/// <param name="Id">The id.</param>
internal readonly record struct IdProbe(string Id) : IProbe<Record>
{
    /// <summary>The id's key.</summary>
    public SortKey Key { get; } = SortKey.Of(Id);

    public int Compare(SortKey key, Record item) => key.CompareTo(Key) is not 0 and var order ? order : CodePointComparer.Instance.Compare(item.Id, Id);
}
