using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using PrivateDomain.Sdk.Points;

namespace PrivateDomain.Sdk.Tests.Rules;

/// <summary>The arithmetic of points, against arbitrary precision.</summary>
public sealed class PointRuleTests
{
    [Theory]
    [InlineData("CNY", 1_00, 1)]
    [InlineData("CNY", 1_99, 1)]
    [InlineData("CNY", 99, 0)]
    [InlineData("JPY", 99, 99)]
    [InlineData("KWD", 1_999, 1)]
    public void One_point_a_unit_counts_whole_units_of_the_currency(string currency, long minorUnits, long expected) =>
        Assert.Equal(expected, PointRules.Earned(new PointTerms(1_000_000_000, null, 0), minorUnits, currency));

    [Fact]
    public void What_an_amount_earns_is_exact_and_rounded_down()
    {
        Prop.ForAll(Numbers().ToArbitrary(), Numbers().ToArbitrary(), (amount, rate) =>
        {
            BigInteger exact = (BigInteger)amount * rate / (1_000_000_000 * (BigInteger)100);
            return PointRules.Earned(new PointTerms(rate, null, 0), amount, "CNY") == BigInteger.Min(exact, long.MaxValue);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
    }

    [Fact]
    public void A_share_is_exact_and_rounded_down()
    {
        Prop.ForAll(Numbers().ToArbitrary(), Gen.Choose(0, 1_000_000_000).ToArbitrary(), (points, share) =>
            PointRules.Share(points, share) == (BigInteger)points * share / 1_000_000_000).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
    }

    private static Gen<long> Numbers() => Gen.OneOf(
        Gen.Choose(0, 10_000).Select(i => (long)i),
        Gen.Choose(0, 62).Select(bits => (1L << bits) - 1),
        Gen.Choose(0, 10).Select(i => long.MaxValue - i));
}
