using BenchmarkDotNet.Attributes;

namespace PrivateDomain.Sdk.Benchmarks.Rules;

/// <summary>The pure rules, each decided upon records that were read before.</summary>
public class RuleBenchmarks
{
    private GrantDecision _grant = null!;
    private CommissionDecision _commission = null!;
    private CommissionArithmetic _arithmetic = null!;
    private BestCouponDecision _coupons = null!;

    /// <summary>Reads what the decisions need.</summary>
    /// <returns>A task that ends when it is read.</returns>
    [GlobalSetup]
    public async Task PrepareAsync()
    {
        _grant = await GrantDecision.PrepareAsync();
        _commission = await CommissionDecision.PrepareAsync();
        _arithmetic = new CommissionArithmetic();
        _coupons = new BestCouponDecision();
    }

    /// <summary>A grant to a member who has an open lot.</summary>
    [Benchmark]
    public void Grant() => _grant.Decide();

    /// <summary>The commission of an order of 20 lines, at two levels.</summary>
    [Benchmark]
    public void Commission() => _commission.Decide();

    /// <summary>The arithmetic of that commission.</summary>
    [Benchmark]
    public void CommissionArithmetic() => _arithmetic.Decide();

    /// <summary>The best set of 12 coupons for an order of 20 lines.</summary>
    [Benchmark]
    public void BestCoupons() => _coupons.Decide();
}
