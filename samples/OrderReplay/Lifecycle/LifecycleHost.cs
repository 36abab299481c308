using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PrivateDomain.Sdk;

namespace OrderReplay.Lifecycle;

/// <summary>Builds the host: the SDK with metrics, which is all that scores, stages and forecasts need.</summary>
internal static class LifecycleHost
{
    public static IHost Build(ReplayStore store, Currency currency)
    {
        // An empty builder has no logging: this program says what there is to say itself, in one line.
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddPrivateDomain(pd =>
        {
            pd.Currency(currency.Code).Metrics();
            store.Use(pd);
        });
        return builder.Build();
    }
}
