namespace PrivateDomain.Sdk.Storage.InMemory;

/// <summary>A place in a sorted sequence, given by how its items compare with it. A struct, so that searches are compiled for it.</summary>
/// <typeparam name="T">The items.</typeparam>
internal interface IProbe<in T>
{
    /// <summary>The <see cref="SortPrefix"/> of the items that <see cref="Compare"/> must tell apart.</summary>
    long Prefix { get; }

    /// <summary>Negative when the item stands before the place, zero or positive when it does not.</summary>
    /// <param name="item">An item with this prefix.</param>
    /// <returns>The order.</returns>
    int Compare(T item);
}
