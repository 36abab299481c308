namespace PrivateDomain.Sdk.Storage.InMemory;

/// <summary>This owner, among owners.</summary>
/// <param name="Owner">The owner.</param>
internal readonly record struct OwnerProbe(string Owner) : IProbe<string>
{
    public long Prefix { get; } = SortPrefix.Of(Owner);

    public int Compare(string item) => CodePointComparer.Instance.Compare(item, Owner);
}
