using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PrivateDomain.Sdk;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Storage;

#pragma warning disable IDE0130 // Registration extensions live where hosts look for them.
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Adds PrivateDomain.Sdk to a host.</summary>
public static class PrivateDomainServiceCollectionExtensions
{
    /// <summary>Registers <see cref="IPrivateDomain"/> and what it needs. Choose a store inside.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Chooses the store and the settings.</param>
    /// <returns>The same services.</returns>
    /// <remarks>
    /// Safe to call more than once: services are registered once, settings add up. In a generic host, settings are validated and the store is made
    /// ready at start, and calls in flight are answered before it stops; elsewhere the first call does the former and disposal the latter.
    /// </remarks>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static IServiceCollection AddPrivateDomain(this IServiceCollection services, Action<PrivateDomainBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<PrivateDomainOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PrivateDomainOptions>, PrivateDomainOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IRecordStore>(static _ => throw new InvalidOperationException(
            "No store is chosen. Call UseInMemoryStore(), UseSqliteStore(...) or UseStore(...) inside AddPrivateDomain."));
        services.TryAddSingleton<StoreStarter>();
        services.TryAddSingleton<PipelineTelemetry>();
        services.TryAddSingleton<OperationPipeline>();
        services.TryAddSingleton<Policies>();
        services.TryAddSingleton<ProgramServicesFactory>();
        services.TryAddSingleton<IPrivateDomain>(static provider => provider.GetRequiredService<ProgramServicesFactory>().Default);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, PrivateDomainHostedService>());
        configure(new PrivateDomainBuilder(services));
        return services;
    }
}
