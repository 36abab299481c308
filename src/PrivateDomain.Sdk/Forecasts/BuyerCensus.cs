namespace PrivateDomain.Sdk.Forecasts;

/// <summary>Counts the buyers by what models are fitted on. Memory grows with the number of different histories and spends, not of buyers.</summary>
internal sealed class BuyerCensus
{
    private readonly Dictionary<PurchaseHistory, int> _histories = [];
    private readonly Dictionary<RepeatSpend, int> _spends = [];

    internal long Members { get; private set; }

    internal void Add(ForecastBuyer buyer)
    {
        PurchaseHistory history = buyer.History;
        RepeatSpend spend = buyer.Spend;
        _histories[history] = _histories.GetValueOrDefault(history) + 1;
        _spends[spend] = _spends.GetValueOrDefault(spend) + 1;
        Members++;
    }

    /// <summary>Fits what the settings ask for; the first model that cannot be fitted is the refusal of all.</summary>
    internal Outcome<ForecastModels> Fit(ForecastOptions options, CancellationToken cancellationToken)
    {
        var fit = new FitOptions { MinimumMembers = options.MinimumMembers };
        IPurchaseModel purchases;
        if (options.Model == PurchaseModelKind.BgNbd)
        {
            Outcome<BgNbdModel> fitted = BgNbdModel.Fit(All(_histories), fit, cancellationToken);
            if (!fitted.IsAccepted)
            {
                return new Outcome<ForecastModels>(fitted.Refusal);
            }

            purchases = fitted.Value;
        }
        else
        {
            Outcome<ParetoNbdModel> fitted = ParetoNbdModel.Fit(All(_histories), fit, cancellationToken);
            if (!fitted.IsAccepted)
            {
                return new Outcome<ForecastModels>(fitted.Refusal);
            }

            purchases = fitted.Value;
        }

        if (!options.WithValue)
        {
            return new Outcome<ForecastModels>(new ForecastModels(purchases, spend: null, options.HorizonDays));
        }

        Outcome<GammaGammaModel> spends = GammaGammaModel.Fit(All(_spends), fit, cancellationToken);
        return spends.IsAccepted
            ? new Outcome<ForecastModels>(new ForecastModels(purchases, spends.Value, options.HorizonDays))
            : new Outcome<ForecastModels>(spends.Refusal);
    }

    private static IEnumerable<T> All<T>(Dictionary<T, int> counts)
        where T : struct => counts.SelectMany(static pair => Enumerable.Repeat(pair.Key, pair.Value));
}
