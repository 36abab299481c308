namespace PrivateDomain.Sdk.Storage.Conformance;

/// <summary>What the author of a store writes to have it tested: how to open it on data that the harness owns.</summary>
/// <remarks>
/// Used by many tests, one after the other; every test takes ids of its own, so the data may be dirty.
/// When the harness is disposed of, its data goes.
/// </remarks>
public interface IStoreHarness : IAsyncDisposable
{
    /// <summary>Whether a store opened later, by another instance, finds what was committed.</summary>
    bool IsPersistent { get; }

    /// <summary>Opens a store on this harness's data, not yet initialized: another instance when the store is persistent.</summary>
    /// <returns>The store.</returns>
    ValueTask<IRecordStore> OpenAsync();

    /// <summary>Closes a store that this harness opened, as a host does when it stops. Its data stays.</summary>
    /// <param name="store">The store.</param>
    /// <returns>A task that ends when the store is closed.</returns>
    ValueTask CloseAsync(IRecordStore store);

    /// <summary>Makes a harness of the same kind on new, empty data; the caller disposes of it.</summary>
    /// <returns>The harness.</returns>
    IStoreHarness CreateEmpty();
}
