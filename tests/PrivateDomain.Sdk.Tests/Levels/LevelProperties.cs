using FsCheck;
using FsCheck.Fluent;
using PrivateDomain.Sdk.Levels;
using PrivateDomain.Sdk.Tests.Properties;

namespace PrivateDomain.Sdk.Tests.Levels;

/// <summary>The laws of levels, against a definition that shares no code with them.</summary>
public sealed class LevelProperties
{
    private static readonly DateOnly s_start = new(2026, 1, 1);
    private static readonly DateOnly s_from = s_start.AddDays(-1);

    private static Gen<LevelTerms> Terms { get; } =
        from window in Gen.Frequency((1, Gen.Constant<int?>(null)), (5, Gen.Choose(1, 30).Select(static days => (int?)days)))
        from keepFor in Gen.Frequency((1, Gen.Constant(0)), (5, Gen.Choose(1, 40)))
        from steps in Gen.ArrayOf(Gen.Choose(1, 60), 4)
        from count in Gen.Choose(1, 4)
        select new LevelTerms(
            new LevelOptions
            {
                Window = window,
                KeepFor = keepFor,
                Steps = [.. steps.Take(count).Select((_, i) => new LevelStep($"l{i + 1}", steps.Take(i + 1).Sum()))],
            },
            "CNY");

    private static Gen<Case> Cases { get; } =
        from terms in Terms
        from gains in Gen.ArrayOf(
            from gap in Gen.Frequency((4, Gen.Choose(0, 6)), (2, Gen.Choose(5, 40)))
            from growth in Gen.Frequency((6, Gen.Choose(1, 60)), (1, Gen.Constant(0)))
            select (gap, growth))
        select new Case(terms, GainsOf(gains));

    [Fact]
    public void Every_change_is_the_one_of_the_definition() => Laws.Hold(Cases, 200, c =>
    {
        IReadOnlyList<LevelTransition> timeline = LevelRules.Timeline(c.Gains, c.Through, c.Terms);
        Assert.Equal(NaiveLevels.ChangesBetween(c.Gains, s_from, c.Through, c.Terms), timeline.Select(t => (t.On, t.From.Rank, t.To.Rank)));
        Assert.All(timeline, t =>
        {
            Assert.Equal(t.To.Rank > t.From.Rank ? LevelReasons.Reached : LevelReasons.Lost, t.Reason);
            Assert.Equal(NaiveLevels.GrowthOn(c.Gains, t.On, c.Terms), t.Growth);
            Assert.Equal(t.To.Rank == 0 ? null : c.Terms.Steps[t.To.Rank - 1].Name, t.To.Name);
        });
    });

    [Fact]
    public void A_standing_says_what_the_definition_says_of_its_day_and_of_the_days_to_come() => Laws.Hold(Cases, 150, c =>
    {
        for (DateOnly day = s_from; day <= c.Through; day = day.AddDays(5))
        {
            LevelStanding standing = LevelRules.LevelOf(c.Gains, day, c.Terms);
            GrowthGain[] known = [.. c.Gains.Where(gain => gain.On <= day)];
            Assert.Equal(standing, LevelRules.LevelOf(known, day, c.Terms));
            Assert.Equal((NaiveLevels.RankOn(known, day, c.Terms), NaiveLevels.GrowthOn(known, day, c.Terms)), (standing.Level.Rank, standing.Growth));

            DateOnly? change = null;
            DateOnly? lost = null;
            for (DateOnly later = day.AddDays(1); later <= day.AddDays(80); later = later.AddDays(1))
            {
                int rank = NaiveLevels.RankOn(known, later, c.Terms);
                change ??= rank != standing.Level.Rank || NaiveLevels.GrowthOn(known, later, c.Terms) != standing.Growth ? later : null;
                lost ??= rank < standing.Level.Rank ? later : null;
            }

            Assert.Equal(change, standing.NextChangeOn);
            Assert.Equal(lost?.AddDays(-1), standing.KeptThrough);
            List<(DateOnly On, int From, int To)> changes = NaiveLevels.ChangesBetween(known, s_from, day, c.Terms);
            Assert.Equal(changes.Count == 0 ? null : changes[^1].On, standing.Since);
        }
    });

    [Fact]
    public void The_gap_is_closed_by_the_money_it_names_and_not_by_less() => Laws.Hold(
        from c in Cases
        from perUnit in Gen.Elements(1m, 0.3m, 7m, 0.000_000_007m, 1_000m)
        from currency in Gen.Elements("CNY", "JPY", "KWD")
        select (c, perUnit, currency),
        150,
        x =>
        {
            var terms = new LevelTerms(
                new LevelOptions { Steps = x.c.Terms.Steps, Window = x.c.Terms.Window, KeepFor = x.c.Terms.KeepFor, GrowthPerUnit = x.perUnit }, x.currency);
            LevelStanding standing = LevelRules.LevelOf(x.c.Gains, x.c.Through, terms);
            if (standing.Gap is not { } gap)
            {
                Assert.Equal(terms.Steps.Count, standing.Level.Rank);
                return;
            }

            GrowthGain[] with = [.. x.c.Gains, new(x.c.Through, LevelRules.GrowthOf(gap.Money, terms))];
            GrowthGain[] less = [.. x.c.Gains, new(x.c.Through, LevelRules.GrowthOf(gap.Money - new Money(1, x.currency), terms))];
            Assert.InRange(LevelRules.LevelOf(with, x.c.Through, terms).Level.Rank, gap.Next.Rank, terms.Steps.Count);
            Assert.Equal(gap.Next.Rank, standing.Level.Rank + 1);
            Assert.Equal(standing.Level, LevelRules.LevelOf(less, x.c.Through, terms).Level);
        });

    [Fact]
    public void Who_buys_more_never_stands_lower() => Laws.Hold(
        from c in Cases
        from day in Gen.Choose(0, 120)
        from growth in Gen.Choose(0, 60)
        select (c, Extra: new GrowthGain(s_start.AddDays(day), growth)),
        150,
        x =>
        {
            GrowthGain[] more = [.. x.c.Gains.Append(x.Extra).OrderBy(gain => gain.On)];
            for (DateOnly day = s_from; day <= x.c.Through; day = day.AddDays(3))
            {
                LevelStanding less = LevelRules.LevelOf(x.c.Gains, day, x.c.Terms);
                LevelStanding standing = LevelRules.LevelOf(more, day, x.c.Terms);
                Assert.True(standing.Level.Rank >= less.Level.Rank && standing.Growth >= less.Growth, $"{day:O}: {less} became {standing}");
            }
        });

    [Fact]
    public void What_several_purchases_of_a_day_bring_may_come_in_any_order_or_at_once() => Laws.Hold(Cases, 100, c =>
    {
        GrowthGain[] atOnce = [.. c.Gains.GroupBy(gain => gain.On).Select(day => new GrowthGain(day.Key, day.Sum(gain => gain.Growth)))];
        GrowthGain[] turned = [.. c.Gains.Reverse().OrderBy(gain => gain.On)];
        IReadOnlyList<LevelTransition> timeline = LevelRules.Timeline(c.Gains, c.Through, c.Terms);
        Assert.Equal(timeline, LevelRules.Timeline(atOnce, c.Through, c.Terms));
        Assert.Equal(timeline, LevelRules.Timeline(turned, c.Through, c.Terms));
        Assert.Equal(LevelRules.LevelOf(c.Gains, c.Through, c.Terms), LevelRules.LevelOf(atOnce, c.Through, c.Terms));
    });

    private static GrowthGain[] GainsOf((int Gap, int Growth)[] gains)
    {
        DateOnly day = s_start;
        var all = new List<GrowthGain>();
        foreach ((int gap, int growth) in gains.Take(25))
        {
            day = day.AddDays(gap);
            all.Add(new GrowthGain(day, growth));
        }

        return [.. all];
    }

    private sealed record Case(LevelTerms Terms, GrowthGain[] Gains)
    {
        internal DateOnly Through => (Gains.Length == 0 ? s_start : Gains[^1].On).AddDays(80);

        public override string ToString() =>
            $"window {Terms.Window}, keep {Terms.KeepFor}, steps {string.Join(' ', Terms.Steps.Select(s => s.Growth))}: "
            + string.Join(' ', Gains.Select(g => $"{g.On.DayNumber - s_start.DayNumber}:{g.Growth}"));
    }
}
