namespace PrivateDomain.Sdk.Storage.InMemory;

/// <summary>The record with this id, among records of one owner.</summary>
/// <param name="Id">The id.</param>
internal readonly record struct IdProbe(string Id) : IProbe<Record>
{
    public long Prefix { get; } = SortPrefix.Of(Id);

    public int Compare(Record item) => CodePointComparer.Instance.Compare(item.Id, Id);
}
