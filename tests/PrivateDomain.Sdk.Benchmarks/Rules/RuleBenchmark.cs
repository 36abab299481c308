using PrivateDomain.Sdk.Benchmarks.Measuring;

namespace PrivateDomain.Sdk.Benchmarks.Rules;

/// <summary>The pure rules on one thread: decisions per second, and what they allocate against what they return.</summary>
internal sealed class RuleBenchmark : IBenchmark
{
    public Suite Suite => Suite.Rules;

    public async Task<IReadOnlyList<Figure>> MeasureAsync(BenchmarkRun run)
    {
        run.Tell("The pure rules");
        GrantDecision grant = await GrantDecision.PrepareAsync();
        CommissionDecision commission = await CommissionDecision.PrepareAsync();
        var coupons = new BestCouponDecision();
        return
        [
            Rate("rules.points", grant, Goals.PointDecisions, run.Rounds),
            Bytes("rules.points.bytes", grant),
            Rate("rules.commission", commission, Goals.CommissionDecisions, run.Rounds),
            Bytes("rules.commission.bytes", commission),
            Rate("rules.commission.arithmetic", new CommissionArithmetic(), Goals.CommissionDecisions, run.Rounds),
            Rate("rules.coupons", coupons, Goals.BestCouponSets, run.Rounds),
            Bytes("rules.coupons.bytes", coupons),
        ];
    }

    private static Figure Rate(string id, IPureRule rule, double goal, int rounds)
    {
        TightLoop.Rate(rule, Duration.OfRule);
        double rate = Median.Of(Enumerable.Range(0, rounds).Select(_ => TightLoop.Rate(rule, Duration.OfRule)).ToArray());
        return new Figure(id, "decisions/s", "the goal", Goals.TheReference).Against(rate, goal);
    }

    private static Figure Bytes(string id, IPureRule rule)
    {
        double bytes = TightLoop.Bytes(rule.Decide);
        return new Figure(id, "bytes", "what is returned", Goals.NothingBeyondWhatIsReturned).Against(bytes, TightLoop.Bytes(rule.CopyOutcome));
    }
}
