using PrivateDomain.Sdk.Lifecycle;

namespace PrivateDomain.Sdk.Tests.Lifecycle;

/// <summary>Inputs at the ends of what there is.</summary>
public sealed class ExtremeTests
{
    [Theory]
    [InlineData(1900)]
    [InlineData(9000)]
    public void Any_year_will_do(int year)
    {
        DateOnly[] days = [new(year, 1, 1)];
        Assert.Equal(LifecycleStage.New, LifecycleRules.StageOf(days, days[0], LifecycleTerms.Default).Stage);
        Assert.Equal(5, LifecycleRules.Timeline(days, new DateOnly(year, 12, 31), LifecycleTerms.Default).Count);
    }

    [Fact]
    public void The_ends_of_the_calendar_do_not_overflow()
    {
        var patient = new LifecycleTerms(new LifecycleOptions
        {
            AtRiskPercent = 9_998, SilentPercent = 9_999, LostPercent = 10_000, MaxRhythmDays = 3_650, TypicalGapDays = 3_650, LoyalWindowDays = 36_500, NewDays = 3_650,
        });
        Assert.Null(LifecycleRules.NextTransitionOn([DateOnly.MaxValue], DateOnly.MaxValue, LifecycleTerms.Default));
        Assert.Equal(new DateOnly(9009, 12, 30), LifecycleRules.NextTransitionOn([new(9000, 1, 1)], new(9000, 1, 1), patient));
        Assert.Null(LifecycleRules.NextTransitionOn([new(9000, 1, 1)], new(9999, 12, 30), patient));
        Assert.Equal(LifecycleStage.Lost, LifecycleRules.StageOf([DateOnly.MinValue], DateOnly.MaxValue, patient).Stage);
        Assert.Equal(LifecycleStage.WonBack, LifecycleRules.StageOf([DateOnly.MinValue, DateOnly.MaxValue], DateOnly.MaxValue, LifecycleTerms.Default).Stage);
    }

    [Fact]
    public void A_hundred_thousand_purchases_are_no_trouble()
    {
        var first = new DateOnly(1900, 1, 1);
        DateOnly[] days = [.. Enumerable.Range(0, 100_000).Select(i => first.AddDays(i * 9))];
        LifecycleStanding standing = LifecycleRules.StageOf(days, days[^1], LifecycleTerms.Default);
        Assert.Equal(LifecycleStage.Loyal, standing.Stage);
        Assert.Equal(new LifecycleFacts(100_000, 0, 12), standing.Facts);
        Assert.Equal(first.AddDays(36), standing.Since);
        Assert.Equal(3, LifecycleRules.Timeline(days, days[^1], LifecycleTerms.Default).Count);
    }

    [Fact]
    public void A_day_before_the_first_purchase_shows_a_prospect() =>
        Assert.Equal(LifecycleStage.Prospect, LifecycleRules.StageOf([new(2026, 1, 2)], new(2026, 1, 1), LifecycleTerms.Default).Stage);

    [Fact]
    public void Days_that_descend_are_refused_even_after_the_day_asked_for()
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => LifecycleRules.StageOf([new(2026, 3, 1), new(2026, 2, 1)], new(2026, 1, 1), LifecycleTerms.Default));
        Assert.Contains("day 1 (2026-02-01) is before day 0 (2026-03-01)", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => LifecycleRules.StageOf([], new(2026, 1, 1), null!));
    }

    [Fact]
    public void Every_invalid_setting_is_named_in_one_message()
    {
        var options = new LifecycleOptions
        {
            NewDays = 0, NewPurchases = 1, LoyalPurchases = 0, LoyalWindowDays = 0, WonBackDays = 0, AtRiskPercent = 99, SilentPercent = 99, LostPercent = 99,
            TypicalGapDays = 0, TypicalGapWeight = -1, RhythmGaps = 0, MinRhythmDays = 0, MaxRhythmDays = -1,
        };
        ArgumentException refused = Assert.Throws<ArgumentException>(() => new LifecycleTerms(options));
        Assert.All(typeof(LifecycleOptions).GetProperties().Where(p => p.PropertyType == typeof(int)), p => Assert.Contains($"Lifecycle.{p.Name} is ", refused.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(150, 150, 600, 5, 365, 30, 7, "SilentPercent is 150; use more than")]
    [InlineData(150, 300, 300, 5, 365, 30, 7, "LostPercent is 300; use more than")]
    [InlineData(150, 300, 600, 2, 365, 30, 7, "LoyalPurchases is 2; use at least")]
    [InlineData(150, 300, 600, 5, 4, 30, 7, "has only 4 days")]
    [InlineData(150, 300, 600, 5, 365, 30, 31, "TypicalGapDays is 30; use 31 to 365")]
    [InlineData(150, 300, 600, 5, 365, 30, 366, "MinRhythmDays is 366; use at most")]
    public void Settings_that_contradict_each_other_are_named(int atRisk, int silent, int lost, int loyal, int window, int typical, int shortest, string said)
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => new LifecycleTerms(new LifecycleOptions
        {
            AtRiskPercent = atRisk, SilentPercent = silent, LostPercent = lost, LoyalPurchases = loyal, LoyalWindowDays = window, TypicalGapDays = typical, MinRhythmDays = shortest,
        }));
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }
}
