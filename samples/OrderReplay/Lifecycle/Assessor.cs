using PrivateDomain.Sdk.Forecasts;
using PrivateDomain.Sdk.Rfm;

namespace OrderReplay.Lifecycle;

/// <summary>Tells of one member after the other what the cuts, the rules and the models say of him.</summary>
internal sealed class Assessor(LifecyclePlan plan, RfmScoring? scoring, FittedModels models)
{
    // The whole horizon is one period, and what comes in it is not discounted.
    private readonly ValueTerms _terms = new(periods: 1, periodLength: plan.Horizon, discountRate: 0);

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
        GammaGammaModel? gammaGamma = models.GammaGamma.TryGetValue(out GammaGammaModel? money, out _) ? money : null;
        return new MemberForecast
        {
            AliveBgNbd = bgNbd?.ProbabilityAlive(history),
            AliveParetoNbd = paretoNbd?.ProbabilityAlive(history),
            PurchasesBgNbd = bgNbd?.ExpectedPurchases(plan.Horizon, history),
            PurchasesParetoNbd = paretoNbd?.ExpectedPurchases(plan.Horizon, history),
            Value = bgNbd is null ? null : gammaGamma?.CustomerValue(bgNbd, history, buyer.SpendThrough(plan.CalibrationEnd, plan.Currency), _terms),
        };
    }
}
