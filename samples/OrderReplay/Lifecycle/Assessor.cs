using PrivateDomain.Sdk.Forecasts;
using PrivateDomain.Sdk.Rfm;

namespace OrderReplay.Lifecycle;

/// <summary>Tells of one member after the other what the cuts, the rules and the models say of him.</summary>
internal sealed class Assessor(LifecyclePlan plan, RfmScoring? scoring, FittedModels models)
{
    public MemberAssessment Assess(Buyer buyer)
    {
        RfmStanding? standing = buyer.RfmOn(plan.AsOf) is { } input ? scoring?.Of(input, plan.AsOf) : null;
        PurchaseHistory? history = buyer.BoughtBy(plan.CalibrationEnd) ? buyer.HistoryThrough(plan.CalibrationEnd, plan.Unit) : null;
        return new MemberAssessment(buyer, standing, buyer.StageOn(plan.AsOf), history, history is { } known ? Forecast(buyer, known) : null);
    }

    private MemberForecast Forecast(Buyer buyer, PurchaseHistory history)
    {
        BgNbdModel? bgNbd = models.BgNbd.TryGetValue(out BgNbdModel? fitted, out _) ? fitted : null;
        ParetoNbdModel? paretoNbd = models.ParetoNbd.TryGetValue(out ParetoNbdModel? other, out _) ? other : null;
        double? average = models.GammaGamma.TryGetValue(out GammaGammaModel? money, out _)
            ? money.ExpectedAverageSpend(buyer.SpendThrough(plan.CalibrationEnd, plan.Currency))
            : null;
        double? purchases = bgNbd?.ExpectedPurchases(plan.Horizon, history);
        return new MemberForecast
        {
            AliveBgNbd = bgNbd?.ProbabilityAlive(history),
            AliveParetoNbd = paretoNbd?.ProbabilityAlive(history),
            PurchasesBgNbd = purchases,
            PurchasesParetoNbd = paretoNbd?.ExpectedPurchases(plan.Horizon, history),
            Value = purchases * average,
        };
    }
}
