using OrderReplay.Replaying;
using PrivateDomain.Sdk.Forecasts;
using PrivateDomain.Sdk.Rfm;

namespace OrderReplay.Lifecycle;

/// <summary>The first pass over the members: what must be known of all before one of them can be scored. Some 40 bytes for each.</summary>
internal sealed class BuyerCensus
{
    private readonly RfmDistribution _distribution = new();
    private readonly List<PurchaseHistory> _histories = [];
    private readonly List<RepeatSpend> _spends = [];

    /// <summary>Members, with those of whom nothing counts.</summary>
    public long Members { get; private set; }

    /// <summary>The histories that the models of purchases are fitted on.</summary>
    public IReadOnlyList<PurchaseHistory> Histories => _histories;

    /// <summary>The spends that the model of spend is fitted on.</summary>
    public IReadOnlyList<RepeatSpend> Spends => _spends;

    public static async Task<BuyerCensus> TakeAsync(IAsyncEnumerable<Buyer> buyers, LifecyclePlan plan, PhaseProgress progress)
    {
        var census = new BuyerCensus();
        await foreach (Buyer buyer in buyers)
        {
            census.Add(buyer, plan);
            progress.Advance();
        }

        return census;
    }

    /// <summary>The scoring of these members; <see langword="null"/> when nobody has anything to score.</summary>
    public RfmScoring? ToScoring(LifecyclePlan plan) =>
        _distribution.Count == 0 ? null : RfmScoring.From(new RfmOptions { Binning = plan.Binning }, _distribution, plan.Currency);

    private void Add(Buyer buyer, LifecyclePlan plan)
    {
        Members++;
        if (buyer.RfmOn(plan.AsOf) is { } input)
        {
            _distribution.Add(input);
        }

        if (buyer.BoughtBy(plan.CalibrationEnd))
        {
            _histories.Add(buyer.HistoryThrough(plan.CalibrationEnd, plan.Unit));
            _spends.Add(buyer.SpendThrough(plan.CalibrationEnd, plan.Currency));
        }
    }
}
