namespace PrivateDomain.Sdk.Forecasts.Tests;

/// <summary>From days of purchase to histories and spends.</summary>
public sealed class HistoryTests
{
    private static readonly DateOnly s_first = new(2026, 1, 1);
    private static readonly DateOnly[] s_days = [s_first, s_first.AddDays(3), s_first.AddDays(14), s_first.AddDays(100)];

    [Fact]
    public void Days_up_to_the_last_that_counts_make_a_history_in_days_and_in_weeks()
    {
        Assert.Equal(new PurchaseHistory(2, 14, 30), PurchaseHistory.FromDays(s_days, s_first.AddDays(30), ForecastUnit.Day));
        Assert.Equal(new PurchaseHistory(2, 2, 30 / 7.0), PurchaseHistory.FromDays(s_days, s_first.AddDays(30), ForecastUnit.Week));
        Assert.Equal(new PurchaseHistory(3, 100, 100), PurchaseHistory.FromDays(s_days, s_first.AddDays(100), ForecastUnit.Day));
        Assert.Equal(new PurchaseHistory(0, 0, 2), PurchaseHistory.FromDays(s_days, s_first.AddDays(2), ForecastUnit.Day));
        Assert.Equal(default, PurchaseHistory.FromDays(s_days, s_first, ForecastUnit.Week));
    }

    [Fact]
    public void Days_make_a_spend_without_the_first()
    {
        PurchaseDay[] days = [new(s_days[0], 99_999), new(s_days[1], 100), new(s_days[2], 151), new(s_days[3], 7)];
        Assert.Equal(new RepeatSpend(2, 125.5), RepeatSpend.FromDays(days, s_first.AddDays(30)));
        Assert.Equal(new RepeatSpend(3, 86), RepeatSpend.FromDays(days, s_first.AddDays(100)));
        Assert.Equal(default, RepeatSpend.FromDays(days, s_first));
        Assert.Equal(new RepeatSpend(1, 0), RepeatSpend.FromDays([new(s_days[0], 5), new(s_days[1], 0)], s_first.AddDays(30)));
    }

    [Fact]
    public void Days_that_do_not_ascend_and_members_who_had_not_bought_yet_are_the_callers_error()
    {
        Assert.Throws<ArgumentException>(() => PurchaseHistory.FromDays([s_first, s_first], s_first, ForecastUnit.Day));
        Assert.Throws<ArgumentException>(() => PurchaseHistory.FromDays([s_first.AddDays(1), s_first], s_first, ForecastUnit.Day));
        Assert.Throws<ArgumentException>(() => PurchaseHistory.FromDays([s_first], s_first.AddDays(-1), ForecastUnit.Day));
        Assert.Throws<ArgumentException>(() => PurchaseHistory.FromDays([], s_first, ForecastUnit.Day));
        Assert.Throws<ArgumentOutOfRangeException>(() => PurchaseHistory.FromDays([s_first], s_first, (ForecastUnit)2));
        Assert.Throws<ArgumentException>(() => RepeatSpend.FromDays([new(s_first, 1), new(s_first, 1)], s_first));
        Assert.Throws<ArgumentException>(() => RepeatSpend.FromDays([new(s_first, -1)], s_first));
        Assert.Throws<OverflowException>(() => RepeatSpend.FromDays([new(s_days[0], 0), new(s_days[1], long.MaxValue), new(s_days[2], 1)], s_days[2]));
    }

    [Theory]
    [InlineData(-1, 0, 1)]
    [InlineData(1, -0.1, 1)]
    [InlineData(1, 1.1, 1)]
    [InlineData(0, 0.5, 1)]
    [InlineData(1, 0, -1)]
    [InlineData(1, double.NaN, 1)]
    [InlineData(1, 0, double.NaN)]
    [InlineData(1, 0, double.PositiveInfinity)]
    public void A_history_that_contradicts_itself_cannot_be_made(int purchases, double last, double observed) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PurchaseHistory(purchases, last, observed));

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    [InlineData(1, -1)]
    [InlineData(1, double.NaN)]
    [InlineData(1, double.PositiveInfinity)]
    public void A_spend_that_contradicts_itself_cannot_be_made(int purchases, double mean) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RepeatSpend(purchases, mean));
}
