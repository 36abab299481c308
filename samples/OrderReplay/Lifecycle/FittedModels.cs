using OrderReplay.Replaying;
using PrivateDomain.Sdk;
using PrivateDomain.Sdk.Forecasts;

namespace OrderReplay.Lifecycle;

/// <summary>The three models, or why there is none.</summary>
internal sealed record FittedModels(Outcome<BgNbdModel> BgNbd, Outcome<ParetoNbdModel> ParetoNbd, Outcome<GammaGammaModel> GammaGamma)
{
    public const int Count = 3;

    /// <summary>Fits all three, each on a thread of its own: a fit computes and waits for nothing.</summary>
    public static async Task<FittedModels> FitAsync(BuyerCensus census, PhaseProgress progress, CancellationToken cancellationToken)
    {
        Task<Outcome<ParetoNbdModel>> paretoNbd = RunAsync(() => ParetoNbdModel.Fit(census.Histories, cancellationToken: cancellationToken));
        Task<Outcome<BgNbdModel>> bgNbd = RunAsync(() => BgNbdModel.Fit(census.Histories, cancellationToken: cancellationToken));
        Task<Outcome<GammaGammaModel>> gammaGamma = RunAsync(() => GammaGammaModel.Fit(census.Spends, cancellationToken: cancellationToken));
        return new FittedModels(await bgNbd, await paretoNbd, await gammaGamma);

        async Task<Outcome<T>> RunAsync<T>(Func<Outcome<T>> fit)
            where T : class
        {
            Outcome<T> outcome = await Task.Run(fit, cancellationToken);
            progress.Advance();
            return outcome;
        }
    }
}
