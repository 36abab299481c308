using PrivateDomain.Sdk.Storage.Conformance;
using PrivateDomain.Sdk.Storage.InMemory;

namespace PrivateDomain.Sdk.Storage.Tests.InMemory;

/// <summary>Opens one <see cref="InMemoryRecordStore"/>, again and again.</summary>
public sealed class InMemoryHarness : IStoreHarness
{
    private readonly InMemoryRecordStore _store = new();

    public bool IsPersistent => false;

    public ValueTask<IRecordStore> OpenAsync() => ValueTask.FromResult<IRecordStore>(_store);

    public ValueTask CloseAsync(IRecordStore store) => ValueTask.CompletedTask;

    public IStoreHarness CreateEmpty() => new InMemoryHarness();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
