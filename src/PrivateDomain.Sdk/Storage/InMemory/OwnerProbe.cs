namespace PrivateDomain.Sdk.Storage.InMemory;

/// <summary>This owner, among owners.</summary>
/// <param name="Owner">The owner.</param>
internal readonly record struct OwnerProbe(string Owner) : IProbe<string>
{
    /// <summary>The owner's key.</summary>
    public SortKey Key { get; } = SortKey.Of(Owner);

    public int Compare(SortKey key, string item) => key.CompareTo(Key) is not 0 and var order ? order : CodePointComparer.Instance.Compare(item, Owner);
}
