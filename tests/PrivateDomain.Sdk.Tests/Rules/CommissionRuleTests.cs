using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using PrivateDomain.Sdk.Commissions;

namespace PrivateDomain.Sdk.Tests.Rules;

/// <summary>The arithmetic of commission, against arbitrary precision.</summary>
public sealed class CommissionRuleTests
{
    private static readonly BigInteger One = 1_000_000_000;

    [Theory]
    [InlineData(100, 50_000_000, 5)]
    [InlineData(110, 50_000_000, 6)]       // 5.5 rounds half up
    [InlineData(109, 50_000_000, 5)]       // 5.45
    [InlineData(1, 500_000_000, 1)]
    [InlineData(1, 499_999_999, 0)]
    [InlineData(0, 1_000_000_000, 0)]
    [InlineData(long.MaxValue, 1_000_000_000, long.MaxValue)]
    public void An_amount_is_base_times_rate_rounded_half_up(long baseAmount, long rate, long expected) =>
        Assert.Equal(expected, CommissionRules.Amount(baseAmount, rate, 0));

    [Fact]
    public void Amounts_equal_exact_arithmetic_and_never_leave_the_base()
    {
        Prop.ForAll(Bases().ToArbitrary(), Rates().ToArbitrary(), (baseAmount, rates) =>
        {
            long first = CommissionRules.Amount(baseAmount, rates.First, 0);
            long second = CommissionRules.Amount(baseAmount, rates.Second, first);
            BigInteger exactFirst = ((2 * (BigInteger)baseAmount * rates.First) + One) / (2 * One);
            BigInteger exactSecond = ((2 * (BigInteger)baseAmount * rates.Second) + One) / (2 * One);
            return first == BigInteger.Min(exactFirst, baseAmount)
                && second == BigInteger.Min(exactSecond, baseAmount - exactFirst)
                && (BigInteger)first + second <= baseAmount;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
    }

    [Fact]
    public void A_smaller_base_never_earns_more_at_any_level()
    {
        Prop.ForAll(Gen.Choose(1, 2_000).ToArbitrary(), Rates().ToArbitrary(), (baseAmount, rates) =>
        {
            long first = CommissionRules.Amount(baseAmount, rates.First, 0);
            long firstBefore = CommissionRules.Amount(baseAmount - 1, rates.First, 0);
            return first - firstBefore is 0 or 1
                && CommissionRules.Amount(baseAmount, rates.Second, first) - CommissionRules.Amount(baseAmount - 1, rates.Second, firstBefore) is 0 or 1;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
    }

    private static Gen<long> Bases() => Gen.OneOf(
        Gen.Choose(0, 1_000).Select(i => (long)i),
        Gen.Choose(0, 62).Select(bits => (1L << bits) + 1),
        Gen.Choose(0, 10).Select(i => long.MaxValue - i));

    private static Gen<(long First, long Second)> Rates() =>
        from first in Gen.Choose(0, 1_000_000_000)
        from second in Gen.Choose(0, 1_000_000_000 - first)
        select ((long)first, (long)second);
}
