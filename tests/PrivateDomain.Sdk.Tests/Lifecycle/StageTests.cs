using PrivateDomain.Sdk.Lifecycle;

namespace PrivateDomain.Sdk.Tests.Lifecycle;

/// <summary>Each stage and each change of stage, by example, under the default terms: typical gap 30 days, at risk 150 %, silent 300 %, lost 600 %.</summary>
public sealed class StageTests
{
    private static readonly DateOnly s_day0 = new(2026, 1, 1);

    [Fact]
    public void Who_never_bought_is_a_prospect_for_as_long_as_he_likes()
    {
        LifecycleStanding standing = LifecycleRules.StageOf([], s_day0, LifecycleTerms.Default);
        Assert.Equal(new LifecycleStanding(s_day0, LifecycleStage.Prospect, null, LifecycleReasons.NoPurchase, default, null), standing);
        Assert.Equal(standing, LifecycleRules.StageOf([s_day0.AddDays(1)], s_day0, LifecycleTerms.Default));
        Assert.Empty(LifecycleRules.Timeline([], DateOnly.MaxValue, LifecycleTerms.Default));
    }

    [Fact]
    public void A_one_time_buyer_goes_down_the_whole_stairs()
    {
        Assert.Equal(
            [
                "0 Prospect>New first_purchase 1/0/30",
                "30 New>Active new_ended 1/30/30",
                "46 Active>AtRisk at_risk_for 1/46/30",
                "91 AtRisk>Silent silent_for 1/91/30",
                "181 Silent>Lost lost_for 1/181/30",
            ],
            Told([0], 10_000));
        Assert.Null(LifecycleRules.NextTransitionOn([s_day0], s_day0.AddDays(181), LifecycleTerms.Default));
    }

    [Fact]
    public void A_weekly_buyer_becomes_loyal_and_is_missed_sooner_than_others()
    {
        // Median 7 of eight gaps, blended with two typical gaps of 30: (8 * 7 + 2 * 30) / 10 = 11.6.
        int[] weekly = [0, 7, 14, 21, 28, 35, 42, 49, 56];
        Assert.Equal(
            [
                "0 Prospect>New first_purchase 1/0/30",
                "14 New>Active repeat_purchase 3/7/19",
                "28 Active>Loyal loyal_purchases 5/7/15",
                "75 Loyal>AtRisk at_risk_for 9/19/12",
                "93 AtRisk>Silent silent_for 9/37/12",
                "129 Silent>Lost lost_for 9/73/12",
            ],
            Told(weekly, 1_000));
    }

    [Fact]
    public void Who_is_at_risk_and_buys_is_what_he_was() => Assert.Equal(
        [
            "0 Prospect>New first_purchase 1/0/30",
            "30 New>Active new_ended 1/30/30",
            "46 Active>AtRisk at_risk_for 1/46/30",
            "50 AtRisk>Active bought_again 2/50/37",
        ],
        Told([0, 50], 60));

    [Theory]
    [InlineData(91)]
    [InlineData(180)]
    public void A_purchase_after_the_first_silent_day_wins_back_for_a_while(int later)
    {
        // One gap weighs a third, and no more than the longest rhythm.
        int rhythm = (int)Math.Round((later + 1 + 60) / 3m, MidpointRounding.AwayFromZero);
        Assert.Equal(
            [
                $"{later + 1} Silent>WonBack won_back 2/{later + 1}/{rhythm}",
                $"{later + 61} WonBack>Active won_back_ended 2/60/{rhythm}",
            ],
            Told([0, later + 1], later + 70)[^2..]);
    }

    [Fact]
    public void Who_was_lost_is_won_back_too() => Assert.Contains("400 Lost>WonBack won_back 2/400/153", Told([0, 400], 400));

    [Fact]
    public void A_purchase_on_the_last_day_at_risk_wins_nobody_back() => Assert.Contains("91 AtRisk>Active bought_again 2/91/50", Told([0, 91], 91));

    [Fact]
    public void Loyalty_ends_when_the_purchases_leave_the_window()
    {
        // A large typical gap keeps him from being at risk first.
        var terms = new LifecycleTerms(new LifecycleOptions { LoyalPurchases = 3, LoyalWindowDays = 20, TypicalGapDays = 100, TypicalGapWeight = 10 });
        Assert.Equal(["20 Prospect>New", "22 New>Loyal", "40 Loyal>Active"], Stages([20, 21, 22], 80, terms));
        Assert.Equal(LifecycleReasons.LoyalEnded, LifecycleRules.StageOf(Days([20, 21, 22]), s_day0.AddDays(40), terms).Reason);
    }

    [Fact]
    public void Who_was_won_back_and_is_often_there_is_loyal_afterwards()
    {
        var terms = new LifecycleTerms(new LifecycleOptions { LoyalPurchases = 3, WonBackDays = 5, TypicalGapWeight = 100 });
        Assert.Equal(["200 Lost>WonBack", "205 WonBack>Loyal"], Stages([0, 200, 201, 202], 206, terms)[^2..]);
    }

    [Fact]
    public void The_last_gaps_count_so_that_a_changed_habit_is_followed()
    {
        int[] weekly = [.. Enumerable.Range(0, 20).Select(i => i * 7)];
        int[] thenMonthly = [.. weekly, .. Enumerable.Range(1, 12).Select(i => weekly[^1] + (i * 30))];
        Assert.Equal(10, LifecycleRules.StageOf(Days(weekly), s_day0.AddDays(weekly[^1]), LifecycleTerms.Default).Facts.RhythmDays);
        Assert.Equal(30, LifecycleRules.StageOf(Days(thenMonthly), s_day0.AddDays(thenMonthly[^1]), LifecycleTerms.Default).Facts.RhythmDays);
    }

    [Fact]
    public void A_daily_buyer_has_the_shortest_rhythm_and_a_rare_one_the_longest()
    {
        var terms = new LifecycleTerms(new LifecycleOptions { TypicalGapWeight = 0 });
        Assert.Equal(7, LifecycleRules.StageOf(Days([0, 1, 2, 3]), s_day0.AddDays(3), terms).Facts.RhythmDays);
        Assert.Equal(365, LifecycleRules.StageOf(Days([0, 900]), s_day0.AddDays(900), terms).Facts.RhythmDays);
    }

    [Fact]
    public void One_long_holiday_does_not_slow_a_rhythm_down()
    {
        var terms = new LifecycleTerms(new LifecycleOptions { TypicalGapWeight = 0 });
        Assert.Equal(10, LifecycleRules.StageOf(Days([0, 10, 20, 300, 310, 320]), s_day0.AddDays(320), terms).Facts.RhythmDays);
    }

    [Fact]
    public void All_reasons_are_listed_in_the_page_and_no_others()
    {
        string[] codes = [.. typeof(LifecycleReasons).GetFields().Select(f => (string)f.GetRawConstantValue()!).Order(StringComparer.Ordinal)];
        string[] listed =
        [
            .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "docs", "lifecycle.md")).Where(line => line.StartsWith("| `lifecycle.", StringComparison.Ordinal))
                .Select(line => line.Split('`')[1]).Order(StringComparer.Ordinal),
        ];
        Assert.Equal(codes, listed);
    }

    private static DateOnly[] Days(int[] offsets) => [.. offsets.Select(s_day0.AddDays)];

    private static string[] Stages(int[] offsets, int through, LifecycleTerms terms) =>
        [.. LifecycleRules.Timeline(Days(offsets), s_day0.AddDays(through), terms).Select(t => $"{t.On.DayNumber - s_day0.DayNumber} {t.From}>{t.To}")];

    private static string[] Told(int[] offsets, int through) =>
    [
        .. LifecycleRules.Timeline(Days(offsets), s_day0.AddDays(through), LifecycleTerms.Default).Select(t =>
            $"{t.On.DayNumber - s_day0.DayNumber} {t.From}>{t.To} {t.Reason["lifecycle.".Length..]} {t.Facts.Purchases}/{t.Facts.DaysSince}/{t.Facts.RhythmDays}"),
    ];
}
