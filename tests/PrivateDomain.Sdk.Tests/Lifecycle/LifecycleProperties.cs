using FsCheck;
using FsCheck.Fluent;
using PrivateDomain.Sdk.Lifecycle;
using PrivateDomain.Sdk.Tests.Properties;

namespace PrivateDomain.Sdk.Tests.Lifecycle;

/// <summary>The laws of the lifecycle, against definitions that share no code with it.</summary>
public sealed class LifecycleProperties
{
    private static readonly DateOnly s_start = new(2026, 1, 1);
    private static readonly DateOnly s_from = s_start.AddDays(-1);

    private static Gen<LifecycleTerms> SomeTerms { get; } =
        from windows in Gen.Choose(1, 40).Three()
        from purchases in Gen.Choose(2, 4).Two()
        from percents in Gen.Choose(1, 150).Three()
        from rhythm in Gen.Choose(1, 10).Three()
        from weight in Gen.Choose(0, 3)
        from gaps in Gen.Choose(1, 5)
        let shortest = rhythm.Item1
        let typical = shortest + rhythm.Item2 - 1
        select new LifecycleTerms(new LifecycleOptions
        {
            NewDays = windows.Item1,
            NewPurchases = purchases.Item1,
            LoyalPurchases = Math.Max(purchases.Item1, purchases.Item2),
            LoyalWindowDays = 4 + windows.Item2,
            WonBackDays = windows.Item3,
            AtRiskPercent = 99 + percents.Item1,
            SilentPercent = 99 + percents.Item1 + percents.Item2,
            LostPercent = 99 + percents.Item1 + percents.Item2 + percents.Item3,
            TypicalGapDays = typical,
            TypicalGapWeight = weight,
            RhythmGaps = gaps,
            MinRhythmDays = shortest,
            MaxRhythmDays = typical + rhythm.Item3 - 1,
        });

    private static Gen<Case> Cases { get; } =
        from terms in Gen.Frequency((5, SomeTerms), (1, Gen.Constant(LifecycleTerms.Default)))
        from gaps in Gen.ArrayOf(Gen.Frequency((4, Gen.Choose(0, 6)), (2, Gen.Choose(5, 30)), (1, Gen.Choose(20, 90))))
        select new Case(terms, DaysAfter(gaps));

    [Fact]
    public void Looking_every_day_and_looking_once_give_equal_stages_and_equal_changes() => Laws.Hold(Cases, 150, c =>
    {
        List<(DateOnly On, LifecycleStage From, LifecycleStage To)> daily = [];
        LifecycleStage before = LifecycleStage.Prospect;
        for (DateOnly day = s_from; day <= c.Through; day = day.AddDays(1))
        {
            LifecycleStanding standing = LifecycleRules.StageOf([.. c.Days.Where(d => d <= day)], day, c.Terms);
            if (standing.Stage != before)
            {
                daily.Add((day, before, standing.Stage));
                Assert.Equal(day, standing.Since);
            }

            before = standing.Stage;
            Assert.Equal(standing, LifecycleRules.StageOf(c.Days, day, c.Terms));
        }

        Assert.Equal(daily, LifecycleRules.Timeline(c.Days, c.Through, c.Terms).Select(t => (t.On, t.From, t.To)));
    });

    [Fact]
    public void Every_change_is_the_one_of_the_definitions() => Laws.Hold(Cases, 150, c => Assert.Equal(
        NaiveLifecycle.ChangesBetween(c.Days, s_from, c.Through, c.Terms),
        LifecycleRules.Timeline(c.Days, c.Through, c.Terms).Select(t => (t.On, t.From, t.To))));

    [Fact]
    public void A_standing_is_the_last_change_up_to_its_day() => Laws.Hold(Cases, 150, c =>
    {
        for (DateOnly day = s_from; day <= c.Through; day = day.AddDays(3))
        {
            LifecycleStanding standing = LifecycleRules.StageOf(c.Days, day, c.Terms);
            LifecycleTransition? last = LifecycleRules.Timeline(c.Days, day, c.Terms) is [.., var latest] ? latest : null;
            Assert.Equal(last?.To ?? LifecycleStage.Prospect, standing.Stage);
            Assert.Equal(last?.On, standing.Since);
            Assert.Equal(last?.Reason ?? LifecycleReasons.NoPurchase, standing.Reason);
            int[] bought = [.. c.Days.Where(d => d <= day).Select(d => d.DayNumber).Distinct()];
            Assert.Equal(
                bought.Length == 0 ? default : new LifecycleFacts(bought.Length, day.DayNumber - bought[^1], NaiveLifecycle.Rhythm(bought, bought.Length, c.Terms)),
                standing.Facts);
        }
    });

    [Fact]
    public void The_next_change_is_the_first_day_of_another_stage_without_a_purchase() => Laws.Hold(Cases, 150, c =>
    {
        for (DateOnly day = s_from; day <= c.Through; day = day.AddDays(5))
        {
            DateOnly[] until = [.. c.Days.Where(d => d <= day)];
            DateOnly? next = LifecycleRules.NextTransitionOn(c.Days, day, c.Terms);
            LifecycleStage stage = NaiveLifecycle.StageOn(until, day, c.Terms);
            DateOnly last = next ?? day.AddDays(800);
            for (DateOnly later = day.AddDays(1); later < last; later = later.AddDays(1))
            {
                Assert.Equal(stage, NaiveLifecycle.StageOn(until, later, c.Terms));
            }

            Assert.Equal(next is null, NaiveLifecycle.StageOn(until, last, c.Terms) == stage);
        }
    });

    [Fact]
    public void A_sweep_that_visits_only_due_members_sees_every_change() => Laws.Hold(Cases, 150, c =>
    {
        List<(DateOnly, LifecycleStage, LifecycleStage)> seen = [];
        LifecycleStanding standing = LifecycleRules.StageOf(c.Days, s_from, c.Terms);
        HashSet<DateOnly> bought = [.. c.Days];
        for (DateOnly day = s_from; day <= c.Through; day = day.AddDays(1))
        {
            if (bought.Contains(day) || standing.NextTransitionOn <= day)
            {
                LifecycleStanding now = LifecycleRules.StageOf(c.Days, day, c.Terms);
                if (now.Stage != standing.Stage)
                {
                    seen.Add((day, standing.Stage, now.Stage));
                }

                standing = now;
            }
        }

        Assert.Equal(LifecycleRules.Timeline(c.Days, c.Through, c.Terms).Select(t => (t.On, t.From, t.To)), seen);
    });

    [Fact]
    public void A_refunded_purchase_leaves_what_would_be_without_it() => Laws.Hold(
        from c in Cases.Where(c => c.Days.Length > 0)
        from index in Gen.Choose(0, 1_000)
        select (c, removed: index % c.Days.Length),
        400,
        x =>
        {
            // Two purchases of one day are one, so giving one of them back changes nothing; any other day goes as if it had never been.
            DateOnly[] rest = [.. x.c.Days.Where((_, i) => i != x.removed)];
            Assert.Equal(
                NaiveLifecycle.ChangesBetween(rest, s_from, x.c.Through, x.c.Terms),
                LifecycleRules.Timeline(rest, x.c.Through, x.c.Terms).Select(t => (t.On, t.From, t.To)));
            Assert.Equal(
                rest.Contains(x.c.Days[x.removed]),
                LifecycleRules.StageOf(rest, x.c.Through, x.c.Terms).Facts.Purchases == LifecycleRules.StageOf(x.c.Days, x.c.Through, x.c.Terms).Facts.Purchases);
        });

    [Fact]
    public void Purchases_of_one_day_are_one() => Laws.Hold(Cases, 150, c => Assert.Equal(
        LifecycleRules.Timeline([.. c.Days.Distinct()], c.Through, c.Terms),
        LifecycleRules.Timeline([.. c.Days.SelectMany(d => new[] { d, d })], c.Through, c.Terms)));

    private static DateOnly[] DaysAfter(int[] gaps)
    {
        int day = 0;
        return [.. gaps.Take(25).Select(gap => s_start.AddDays(day += gap))];
    }

    private sealed record Case(LifecycleTerms Terms, DateOnly[] Days)
    {
        internal DateOnly Through => (Days.Length == 0 ? s_start : Days[^1]).AddDays(120);
    }
}
