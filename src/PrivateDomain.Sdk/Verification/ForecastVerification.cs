using PrivateDomain.Sdk.Forecasts;
using PrivateDomain.Sdk.Hosting;

namespace PrivateDomain.Sdk.Verification;

/// <summary>F1 and F2: forecasts are what a stored run can have said, and the latest complete run counts them. Nothing is checked where they are not kept.</summary>
internal static class ForecastVerification
{
    internal static async ValueTask RunAsync(ProgramContext context, Findings findings, CancellationToken cancellationToken)
    {
        if (!context.Options.Forecasts.IsKept)
        {
            return;
        }

        ForecastRun? latest = null;
        var versions = new HashSet<string>(StringComparer.Ordinal);
        await foreach (ForecastRun run in context.ReadAllAsync(ForecastRun.Schema, cancellationToken).ConfigureAwait(false))
        {
            findings.Saw(run);
            findings.Check(run.Version == ForecastModels.Of(run).Version, "F1", run, $"the run's version is not that of its parameters");
            versions.Add(run.Version);
            latest = run;
        }

        long members = 0;
        await foreach (MemberForecast forecast in context.ReadAllAsync(MemberForecast.Schema, cancellationToken).ConfigureAwait(false))
        {
            findings.Saw(forecast);
            findings.Check(
                forecast.AliveBillionths is null or (>= 0 and <= Billionths.One) && forecast.ExpectedPurchasesBillionths >= 0 && forecast.ExpectedValue is null or >= 0,
                "F1",
                forecast,
                $"the forecast is no probability, or below zero");
            
            // A run of other settings takes the place of an earlier one of its day, and has not come to everybody until it is complete.
            findings.Check(
                latest is not null && forecast.AsOf <= latest.AsOf && (versions.Contains(forecast.Version) || !latest.IsComplete),
                "F1",
                forecast,
                $"no run is stored that could have said so");
            members++;
        }

        if (latest is { IsComplete: true })
        {
            findings.Check(latest.Members == members, "F2", latest, $"the run says {latest.Members} members, and {members} have a forecast");
        }
    }
}
