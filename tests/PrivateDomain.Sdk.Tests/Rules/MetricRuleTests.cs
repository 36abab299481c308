using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Tests.Properties;

namespace PrivateDomain.Sdk.Tests.Rules;

/// <summary>The arithmetic of metrics.</summary>
public sealed class MetricRuleTests
{
    [Theory]
    [InlineData(100, new long[] { 100, 100, 100 }, new long[] { 34, 33, 33 })]
    [InlineData(1, new long[] { 0, 1, 1 }, new long[] { 0, 1, 0 })]
    [InlineData(2, new long[] { 1, 1, 3 }, new long[] { 1, 0, 1 })]
    [InlineData(5, new long[] { 1, 1, 3 }, new long[] { 1, 1, 3 })]
    [InlineData(0, new long[] { 0, 0 }, new long[] { 0, 0 })]
    [InlineData(long.MaxValue - 1, new long[] { long.MaxValue - 2, 2 }, new long[] { long.MaxValue - 3, 2 })]
    public void Shares_go_by_largest_remainder_and_ties_to_the_first(long amount, long[] weights, long[] parts) =>
        Assert.Equal(parts, MetricRules.Share(amount, weights));

    [Fact]
    public void Shares_add_up_and_none_exceeds_its_weight()
    {
        var random = new Random(5);
        for (int n = 0; n < 2_000; n++)
        {
            long[] weights = [.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => random.NextInt64(0, random.Next(2) == 0 ? 4 : 1_000_000_000_000))];
            long amount = random.NextInt64(0, weights.Sum() + 1);
            long[] parts = MetricRules.Share(amount, weights);
            Assert.Equal(amount, parts.Sum());
            Assert.All(parts.Zip(weights), pair => Assert.InRange(pair.First, 0, pair.Second));
        }
    }

    [Theory]
    [InlineData(10, 4, 3)]
    [InlineData(9, 4, 2)]
    [InlineData(0, 3, 0)]
    [InlineData(long.MaxValue, 1, long.MaxValue)]
    public void An_average_is_rounded_half_up(long spend, long orders, long average) =>
        Assert.Equal(new Money(average, "CNY"), MetricRules.Average(spend, orders, "CNY"));

    [Fact]
    public void Nothing_has_no_average_and_no_refund_rate()
    {
        Assert.Null(MetricRules.Average(0, 0, "CNY"));
        Assert.Null(MetricRules.RefundRate(0, 0));
        Assert.Equal(0.333333333m, MetricRules.RefundRate(2, 1));
        Assert.Equal(0.666666667m, MetricRules.RefundRate(1, 2));
        Assert.Equal(1m, MetricRules.RefundRate(0, long.MaxValue));
        Assert.Equal(0.5m, MetricRules.RefundRate(long.MaxValue, long.MaxValue));
    }

    [Theory]
    [InlineData("UTC", "2024-03-10", "2024-03-10T00:00:00Z")]
    [InlineData("Asia/Shanghai", "2024-03-10", "2024-03-09T16:00:00Z")]
    [InlineData("America/New_York", "2024-03-10", "2024-03-10T05:00:00Z")]
    [InlineData("America/New_York", "2024-03-11", "2024-03-11T04:00:00Z")]
    [InlineData("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z")]
    [InlineData("America/Havana", "2024-11-03", "2024-11-03T04:00:00Z")]
    [InlineData("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z")]
    public void A_business_date_begins_with_its_first_moment(string zone, string date, string start) => Assert.Equal(
        DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture),
        BusinessDates.StartOf(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Fact]
    public void A_moment_lies_in_the_date_that_began_last() => Laws.Hold(FsCheck.Fluent.Gen.Choose(0, int.MaxValue), 500, seed =>
    {
        var random = new Random(seed);
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(new[] { "UTC", "Asia/Shanghai", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kathmandu" }[random.Next(6)]);
        var moment = new DateTimeOffset(new DateTime(1990, 1, 1).AddMinutes(random.Next(40 * 365 * 24 * 60)), TimeSpan.Zero);
        DateOnly date = BusinessDates.Of(moment, zone);
        Assert.True(BusinessDates.StartOf(date, zone) <= moment);
        Assert.True(moment < BusinessDates.StartOf(date.AddDays(1), zone));
        Assert.Equal(1, BusinessDates.DaysBetween(moment, BusinessDates.StartOf(date.AddDays(1), zone), zone));
    });
}
