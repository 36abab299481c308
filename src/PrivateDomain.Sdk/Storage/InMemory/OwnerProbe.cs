namespace PrivateDomain.Sdk.Storage.InMemory;

/// <summary>This owner, among owners.</summary>
/// <param name="Owner">The owner.</param>
internal readonly record struct OwnerProbe(string Owner) : IProbe<string>
{
    public int Compare(string item) => CodePointComparer.Instance.Compare(item, Owner);
}
