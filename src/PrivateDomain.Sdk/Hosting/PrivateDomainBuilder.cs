using System.ComponentModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Storage.InMemory;

namespace PrivateDomain.Sdk.Hosting;

/// <summary>Configures PrivateDomain.Sdk inside <see cref="PrivateDomainServiceCollectionExtensions.AddPrivateDomain"/>.</summary>
public sealed class PrivateDomainBuilder
{
    internal PrivateDomainBuilder(IServiceCollection services) => Services = services;

    /// <summary>The host's services; for packages that extend the builder.</summary>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public IServiceCollection Services { get; }

    /// <summary>Keeps records in this process's memory: for tests and trials, nothing survives a restart.</summary>
    /// <returns>This builder.</returns>
    public PrivateDomainBuilder UseInMemoryStore() => UseStore(static _ => new InMemoryRecordStore());

    /// <summary>Keeps records in a store of your own. The last store chosen wins.</summary>
    /// <param name="create">Makes the store, once; a store that is disposable is disposed with the host.</param>
    /// <returns>This builder.</returns>
    public PrivateDomainBuilder UseStore(Func<IServiceProvider, IRecordStore> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.RemoveAll<IRecordStore>();
        Services.AddSingleton(create);
        return this;
    }
}
