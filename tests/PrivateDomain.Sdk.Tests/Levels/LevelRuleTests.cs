using PrivateDomain.Sdk.Levels;

namespace PrivateDomain.Sdk.Tests.Levels;

/// <summary>Levels as the pure rules tell them, by example: silver from 1,000, gold from 5,000.</summary>
public sealed class LevelRuleTests
{
    private static readonly DateOnly s_day0 = new(2026, 1, 1);

    [Fact]
    public void Growth_adds_up_to_a_level_that_is_kept_and_then_lost()
    {
        LevelTerms terms = Terms(window: 30, keepFor: 25);
        GrowthGain[] gains = [Gain(0, 600), Gain(10, 500)];

        Assert.Equal(["10 ->silver level.reached 1100", "35 silver-> level.lost 500"], Told(gains, 400, terms));

        // The 600 leave on day 30; silver was earned on day 10, and is kept for the 25 days from that day on.
        Assert.Equal(new LevelStanding(Day(9), default, 600, null, null, Day(30), Gap(1, "silver", 400)), LevelRules.LevelOf(gains, Day(9), terms));
        Assert.Equal(new LevelStanding(Day(10), Silver, 1_100, Day(10), Day(34), Day(30), Gap(2, "gold", 3_900)), LevelRules.LevelOf(gains, Day(10), terms));
        Assert.Equal(new LevelStanding(Day(30), Silver, 500, Day(10), Day(34), Day(35), Gap(2, "gold", 4_500)), LevelRules.LevelOf(gains, Day(30), terms));
        Assert.Equal(new LevelStanding(Day(35), default, 500, Day(35), null, Day(40), Gap(1, "silver", 500)), LevelRules.LevelOf(gains, Day(35), terms));
        Assert.Equal(new LevelStanding(Day(40), default, 0, Day(35), null, null, Gap(1, "silver", 1_000)), LevelRules.LevelOf(gains, Day(40), terms));
    }

    [Fact]
    public void A_level_lasts_as_long_as_the_growth_even_if_it_would_not_be_kept_so_long()
    {
        GrowthGain[] gains = [Gain(0, 1_000)];
        Assert.Equal(["0 ->silver level.reached 1000", "30 silver-> level.lost 0"], Told(gains, 400, Terms(window: 30, keepFor: 7)));
        Assert.Equal(["0 ->silver level.reached 1000", "30 silver-> level.lost 0"], Told(gains, 400, Terms(window: 30, keepFor: 0)));
        Assert.Equal(["0 ->silver level.reached 1000", "1 silver-> level.lost 0"], Told(gains, 400, Terms(window: 1, keepFor: 0)));
        Assert.Equal(["0 ->silver level.reached 1000", "1 silver-> level.lost 0"], Told(gains, 400, Terms(window: 1, keepFor: 1)));
        Assert.Equal(["0 ->silver level.reached 1000", "2 silver-> level.lost 0"], Told(gains, 400, Terms(window: 1, keepFor: 2)));
        Assert.Equal(["0 ->silver level.reached 1000"], Told(gains, 400, Terms(window: null, keepFor: 0)));
        Assert.Equal(
            new LevelStanding(Day(400), Silver, 1_000, Day(0), null, null, Gap(2, "gold", 4_000)), LevelRules.LevelOf(gains, Day(400), Terms(window: null, keepFor: 7)));
    }

    [Fact]
    public void Who_buys_with_enough_growth_earns_the_level_anew()
    {
        // On day 29 the growth of thirty days is 1,001: silver is kept for 20 days from then on, though what is left from day 30 on is 1.
        Assert.Equal(
            ["0 ->silver level.reached 1000", "49 silver-> level.lost 1"], Told([Gain(0, 1_000), Gain(29, 1)], 400, Terms(window: 30, keepFor: 20)));

        // One day later it is not; and who brings nothing earns nothing.
        Assert.Equal(["0 ->silver level.reached 1000", "30 silver-> level.lost 1"], Told([Gain(0, 1_000), Gain(30, 1)], 400, Terms(window: 30, keepFor: 20)));
        Assert.Equal(["0 ->silver level.reached 1000", "30 silver-> level.lost 0"], Told([Gain(0, 1_000), Gain(29, 0)], 400, Terms(window: 30, keepFor: 20)));
    }

    [Fact]
    public void From_a_level_that_is_over_one_falls_to_what_growth_gives_or_a_lower_one_is_kept_for()
    {
        // Gold is earned on day 0 and again on day 20, and kept through day 39; the 1,000 of day 20 are enough for silver through day 49.
        Assert.Equal(
            ["0 ->gold level.reached 5000", "40 gold->silver level.lost 1000", "50 silver-> level.lost 0"],
            Told([Gain(0, 5_000), Gain(20, 1_000)], 400, Terms(window: 30, keepFor: 20)));

        // Growth gives nothing when gold is over on day 30, but silver was earned on day 15: also by who never was gold, it is kept through day 44.
        Assert.Equal(
            ["0 ->gold level.reached 5000", "30 gold->silver level.lost 0", "45 silver-> level.lost 0"],
            Told([Gain(0, 5_000), Gain(15, 1_000)], 400, Terms(window: 10, keepFor: 30)));
        Assert.Equal(["0 ->gold level.reached 5000", "30 gold-> level.lost 0"], Told([Gain(0, 5_000), Gain(15, 999)], 400, Terms(window: 10, keepFor: 30)));
    }

    [Fact]
    public void Several_purchases_of_a_day_are_added_up_and_change_the_level_once()
    {
        LevelTerms terms = Terms(window: 30, keepFor: 0);
        Assert.Equal(["3 ->gold level.reached 5000"], Told([Gain(3, 1_000), Gain(3, 3_000), Gain(3, 0), Gain(3, 1_000)], 30, terms));

        // What comes in on the day on which something leaves makes up for it.
        Assert.Equal(["0 ->silver level.reached 1000", "60 silver-> level.lost 0"], Told([Gain(0, 1_000), Gain(30, 1_000)], 400, terms));
    }

    [Fact]
    public void Growth_is_exact_and_rounded_down_for_each_purchase()
    {
        LevelTerms terms = Terms(window: 30, keepFor: 0, perUnit: 0.3m);
        Assert.Equal((0, 0, 1, 6, 7), (Growth(0, terms), Growth(333, terms), Growth(334, terms), Growth(2_333, terms), Growth(2_334, terms)));
        Assert.Equal(0, Growth(-1, terms));
        Assert.Equal(long.MaxValue, Growth(long.MaxValue, Terms(window: 30, keepFor: 0, perUnit: 1_000_000m)));
        Assert.Equal(92_233_720_368, Growth(long.MaxValue, Terms(window: 30, keepFor: 0, perUnit: 0.000_001m)));
        var options = new LevelOptions { Steps = [new("silver", 1)] };
        Assert.Equal(1, LevelRules.GrowthOf(new Money(1_999, "KWD"), new LevelTerms(options, "KWD")));
        Assert.Equal(1_999, LevelRules.GrowthOf(new Money(1_999, "JPY"), new LevelTerms(options, "JPY")));
        ArgumentException other = Assert.Throws<ArgumentException>(() => LevelRules.GrowthOf(new Money(1, "JPY"), terms));
        Assert.Contains("counted in CNY", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_gap_names_the_least_amount_that_closes_it()
    {
        LevelTerms terms = Terms(window: 30, keepFor: 0, perUnit: 0.3m);
        LevelGap gap = LevelRules.LevelOf([Gain(0, 993)], Day(0), terms).Gap!;
        Assert.Equal(new LevelGap(Silver, 7, new Money(2_334, "CNY")), gap);
        Assert.Null(LevelRules.LevelOf([Gain(0, 5_000)], Day(0), terms).Gap);

        // A level that is kept has its gap to the one above it.
        Assert.Equal(Gap(2, "gold", 5_000), LevelRules.LevelOf([Gain(0, 1_000)], Day(40), Terms(window: 30, keepFor: 60)).Gap);

        var dear = new LevelTerms(new LevelOptions { Steps = [new("far", 1_000_000_000_000_000)], GrowthPerUnit = 0.000_000_001m }, "CNY");
        Assert.Equal(new Money(long.MaxValue, "CNY"), LevelRules.LevelOf([], Day(0), dear).Gap!.Money);
    }

    [Fact]
    public void The_ends_of_the_calendar_and_of_numbers_do_not_overflow()
    {
        LevelTerms terms = Terms(window: LevelOptions.MaxDays, keepFor: LevelOptions.MaxDays);
        GrowthGain[] most = [new(DateOnly.MinValue, long.MaxValue), new(DateOnly.MinValue, long.MaxValue), new(DateOnly.MaxValue, long.MaxValue)];
        Assert.Equal((Gold, long.MaxValue), (LevelRules.LevelOf(most, DateOnly.MinValue, terms).Level, LevelRules.LevelOf(most, DateOnly.MinValue, terms).Growth));
        LevelStanding last = LevelRules.LevelOf(most, DateOnly.MaxValue, terms);
        Assert.Equal((Gold, long.MaxValue, null, null), (last.Level, last.Growth, last.KeptThrough, last.NextChangeOn));
        Assert.Equal(new DateOnly(9999, 12, 31), LevelRules.Timeline(most, DateOnly.MaxValue, terms)[^1].On);

        // Growth beyond what a number can say is still taken back exactly.
        GrowthGain[] much = [Gain(0, long.MaxValue), Gain(1, long.MaxValue), Gain(2, 1_000)];
        Assert.Equal(long.MaxValue, LevelRules.LevelOf(much, Day(2), Terms(window: 30, keepFor: 0)).Growth);
        Assert.Equal(1_000, LevelRules.LevelOf(much, Day(31), Terms(window: 30, keepFor: 0)).Growth);
    }

    [Fact]
    public void A_hundred_thousand_purchases_are_no_trouble()
    {
        GrowthGain[] gains = [.. Enumerable.Range(0, 100_000).Select(static i => Gain(i, 10))];
        LevelTerms terms = Terms(window: 100, keepFor: 365);
        Assert.Equal(["99 ->silver level.reached 1000"], Told(gains, 99_999, terms));
        LevelStanding standing = LevelRules.LevelOf(gains, Day(99_999), terms);
        Assert.Equal((1_000, Day(99)), (standing.Growth, standing.Since!.Value));
        Assert.Equal(Day(99_999 + 364), standing.KeptThrough);
    }

    [Fact]
    public void Gains_that_cannot_be_are_refused()
    {
        LevelTerms terms = Terms(window: 30, keepFor: 0);
        ArgumentException descending = Assert.Throws<ArgumentException>(() => LevelRules.LevelOf([Gain(9, 1), Gain(8, 1)], Day(0), terms));
        Assert.Contains("Gain 1 (2026-01-09) is before gain 0 (2026-01-10)", descending.Message, StringComparison.Ordinal);
        ArgumentException negative = Assert.Throws<ArgumentException>(() => LevelRules.Timeline([Gain(9, 1), Gain(9, -1)], Day(0), terms));
        Assert.Contains("Gain 1 is -1", negative.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => LevelRules.LevelOf([], Day(0), null!));
        Assert.Throws<ArgumentNullException>(() => LevelRules.GrowthOf(new Money(1, "CNY"), null!));
        Assert.Throws<InvalidOperationException>(() => new LevelTerms(new LevelOptions { Steps = [new("silver", 1)] }, default));
    }

    [Fact]
    public void Every_invalid_setting_is_named_in_one_message()
    {
        var options = new LevelOptions
        {
            GrowthPerUnit = 0m,
            Window = 0,
            KeepFor = -1,
            Steps = [new("silver", 0), new("gold", 5), new("gold", 5), new("a\nb", 1_000_000_000_000_001), null!],
        };
        ArgumentException refused = Assert.Throws<ArgumentException>(() => new LevelTerms(options, "CNY"));
        Assert.All(
            (string[])
            [
                "GrowthPerUnit is 0", "Window is 0", "KeepFor is -1", "Steps[0] takes a growth of 0; use 1 to", "'gold' twice", "Steps[2] takes a growth of 5; use 6 to",
                "Steps[3] has no usable name", "Steps[3] takes a growth of 1000000000000001", "Steps[4] is null",
            ],
            problem => Assert.Contains(problem, refused.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("Steps[1]", refused.Message, StringComparison.Ordinal);
        Assert.Contains(
            "Steps has 0 levels", Assert.Throws<ArgumentException>(() => new LevelTerms(new LevelOptions(), "CNY")).Message, StringComparison.Ordinal);
        Assert.Contains(
            "Steps has 101 levels",
            Assert.Throws<ArgumentException>(() => new LevelTerms(
                new LevelOptions { Steps = [.. Enumerable.Range(1, 101).Select(i => new LevelStep($"l{i}", i))] }, "CNY")).Message,
            StringComparison.Ordinal);
    }

    private static Level Silver { get; } = new(1, "silver");

    private static Level Gold { get; } = new(2, "gold");

    private static LevelTerms Terms(int? window, int keepFor, decimal perUnit = 1m) => new(
        new LevelOptions { Steps = [new("silver", 1_000), new("gold", 5_000)], Window = window, KeepFor = keepFor, GrowthPerUnit = perUnit }, "CNY");

    private static DateOnly Day(int day) => s_day0.AddDays(day);

    private static GrowthGain Gain(int day, long growth) => new(Day(day), growth);

    private static LevelGap Gap(int rank, string name, long growth) => new(new Level(rank, name), growth, new Money(growth * 100, "CNY"));

    private static long Growth(long minorUnits, LevelTerms terms) => LevelRules.GrowthOf(new Money(minorUnits, "CNY"), terms);

    private static string[] Told(GrowthGain[] gains, int through, LevelTerms terms) =>
    [
        .. LevelRules.Timeline(gains, Day(through), terms).Select(t => $"{t.On.DayNumber - s_day0.DayNumber} {t.From.Name}->{t.To.Name} {t.Reason} {t.Growth}"),
    ];
}
