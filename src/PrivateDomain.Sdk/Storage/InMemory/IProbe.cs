namespace PrivateDomain.Sdk.Storage.InMemory;

/// <summary>A place in a sorted sequence, given by how its items compare with it. A struct, so that searches are compiled for it.</summary>
/// <typeparam name="T">The items.</typeparam>
internal interface IProbe<in T>
{
    /// <summary>Negative when the item stands before the place, zero or positive when it does not.</summary>
    /// <param name="key">The item's key, which mostly tells.</param>
    /// <param name="item">The item, which lies anywhere in memory.</param>
    /// <returns>The order.</returns>
    int Compare(SortKey key, T item);
}
