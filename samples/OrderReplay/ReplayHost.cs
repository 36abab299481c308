using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrderReplay.Input;
using OrderReplay.Output;
using OrderReplay.Replaying;
using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Hosting;

namespace OrderReplay;

/// <summary>Builds the host: the SDK with the plan's terms, and the worker.</summary>
internal static class ReplayHost
{
    public static IHost Build(ReplayArguments arguments, ReplayInput input, ReplayProgress progress)
    {
        // An empty builder has no logging: this program says what there is to say itself, in one line.
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddPrivateDomain(pd => Configure(pd, arguments, input));
        builder.Services.AddSingleton(arguments);
        builder.Services.AddSingleton(input);
        builder.Services.AddSingleton(progress);
        builder.Services.AddSingleton(new OutputFolder(arguments.Out));
        builder.Services.AddSingleton<StatementFiles>();
        builder.Services.AddSingleton<ReplayWorker>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<ReplayWorker>());
        return builder.Build();
    }

    private static void Configure(PrivateDomainBuilder pd, ReplayArguments arguments, ReplayInput input)
    {
        ReplayPlan plan = input.Plan;
        pd.Currency(input.Orders.Currency.Code)
            .Points(o =>
            {
                o.EarnPerUnit = plan.PointsPerUnit;
                o.ExpiresAfter = plan.PointsExpireAfter;
            })
            .Commissions(o =>
            {
                o.Rates = plan.CommissionRates;

                // Paying the referrer's referrer too is a decision that somebody must have made: here, whoever wrote the second rate down.
                o.SecondLevelAcknowledgment = plan.CommissionRates.Count == 2
                    ? new SecondLevelAcknowledgment("the author of the plan file", "the plan states a second rate")
                    : null;
            });

        arguments.Store.Use(pd);
    }
}
