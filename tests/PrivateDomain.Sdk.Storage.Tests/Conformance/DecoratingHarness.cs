namespace PrivateDomain.Sdk.Storage.Conformance;

/// <summary>A harness whose stores are wrapped in a decorator.</summary>
/// <param name="inner">The harness of the store.</param>
/// <param name="decorate">Wraps a store.</param>
public sealed class DecoratingHarness(IStoreHarness inner, Func<IRecordStore, IRecordStore> decorate) : IStoreHarness
{
    private readonly Dictionary<IRecordStore, IRecordStore> _undecorated = [];

    public bool IsPersistent => inner.IsPersistent;

    public async ValueTask<IRecordStore> OpenAsync()
    {
        IRecordStore store = await inner.OpenAsync();
        IRecordStore decorated = decorate(store);
        _undecorated[decorated] = store;
        return decorated;
    }

    public ValueTask CloseAsync(IRecordStore store) => inner.CloseAsync(_undecorated[store]);

    public IStoreHarness CreateEmpty() => new DecoratingHarness(inner.CreateEmpty(), decorate);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
