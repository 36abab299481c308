using PrivateDomain.Sdk.Lifecycle;

namespace PrivateDomain.Sdk.Tests.Lifecycle;

/// <summary>The lifecycle by its definitions, told anew for each day from all purchase days up to it. It remembers nothing and knows no calendar of changes.</summary>
internal static class NaiveLifecycle
{
    internal static LifecycleStage StageOn(IEnumerable<DateOnly> purchases, DateOnly asOf, LifecycleTerms terms)
    {
        int today = asOf.DayNumber;
        int[] days = [.. purchases.Select(d => d.DayNumber).Where(d => d <= today).Distinct().Order()];
        if (days.Length == 0)
        {
            return LifecycleStage.Prospect;
        }

        if (IsLate(days, days.Length, today, terms.LostPercent, terms))
        {
            return LifecycleStage.Lost;
        }

        if (IsLate(days, days.Length, today, terms.SilentPercent, terms))
        {
            return LifecycleStage.Silent;
        }

        if (IsLate(days, days.Length, today, terms.AtRiskPercent, terms))
        {
            return LifecycleStage.AtRisk;
        }

        int[] returns = [.. Enumerable.Range(1, days.Length - 1).Where(i => IsLate(days, i, days[i] - 1, terms.SilentPercent, terms)).Select(i => days[i])];
        if (returns.Any(day => today - day < terms.WonBackDays))
        {
            return LifecycleStage.WonBack;
        }

        if (days.Count(day => today - day < terms.LoyalWindowDays) >= terms.LoyalPurchases)
        {
            return LifecycleStage.Loyal;
        }

        return days.Length < terms.NewPurchases && today - days[0] < terms.NewDays && returns.Length == 0 ? LifecycleStage.New : LifecycleStage.Active;
    }

    internal static List<(DateOnly On, LifecycleStage From, LifecycleStage To)> ChangesBetween(
        IReadOnlyCollection<DateOnly> purchases, DateOnly first, DateOnly last, LifecycleTerms terms)
    {
        List<(DateOnly On, LifecycleStage From, LifecycleStage To)> changes = [];
        LifecycleStage before = StageOn(purchases, first.AddDays(-1), terms);
        for (DateOnly day = first; day <= last; day = day.AddDays(1))
        {
            LifecycleStage stage = StageOn(purchases, day, terms);
            if (stage != before)
            {
                changes.Add((day, before, stage));
            }

            before = stage;
        }

        return changes;
    }

    /// <summary>The rhythm after the first so many purchases.</summary>
    internal static int Rhythm(int[] days, int count, LifecycleTerms terms)
    {
        int[] gaps = [.. Enumerable.Range(1, count - 1).Select(i => days[i] - days[i - 1]).TakeLast(terms.RhythmGaps).Order()];
        decimal own = gaps.Length == 0 ? 0 : gaps[(gaps.Length - 1) / 2];
        int weight = gaps.Length + terms.TypicalGapWeight;
        decimal blend = weight == 0 ? terms.TypicalGapDays : ((own * gaps.Length) + ((decimal)terms.TypicalGapDays * terms.TypicalGapWeight)) / weight;
        return Math.Clamp((int)Math.Round(blend, MidpointRounding.AwayFromZero), terms.MinRhythmDays, terms.MaxRhythmDays);
    }

    private static bool IsLate(int[] days, int count, int today, int percent, LifecycleTerms terms) =>
        today - days[count - 1] > Rhythm(days, count, terms) * percent / 100m;
}
