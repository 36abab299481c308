using System.Globalization;
using PrivateDomain.Sdk.Lifecycle;

namespace PrivateDomain.Sdk.Tests.Lifecycle;

/// <summary>What the stages of real customers say about what they did next.</summary>
public sealed class CdnowStageTests
{
    private static readonly DateOnly s_day0 = new(1997, 1, 1);
    private static readonly DateOnly s_asOf = new(1997, 9, 30);

    /// <summary>Counts by an independent program.</summary>
    [Fact]
    public void The_stages_of_the_sample_and_who_bought_in_the_next_39_weeks_are_those_of_an_independent_count()
    {
        string[] counts =
        [
            .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Lifecycle", "data", "cdnow_sample.txt"))
                .Select(line => line.Split(' ').Select(day => s_day0.AddDays(int.Parse(day, CultureInfo.InvariantCulture))).ToArray())
                .GroupBy(days => LifecycleRules.StageOf(days, s_asOf, LifecycleTerms.Default).Stage)
                .OrderBy(group => group.Key)
                .Select(group => $"{group.Key} {group.Count()} {group.Count(days => days[^1] > s_asOf)}"),
        ];
        Assert.Equal(["Active 112 62", "Loyal 58 50", "AtRisk 168 104", "Silent 197 91", "Lost 1674 278", "WonBack 148 99"], counts);
    }
}
