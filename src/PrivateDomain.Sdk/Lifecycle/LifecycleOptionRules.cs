namespace PrivateDomain.Sdk.Lifecycle;

/// <summary>What settings of the lifecycle can be.</summary>
internal static class LifecycleOptionRules
{
    private const int MostDays = 3_650;
    private const int MostPercent = 10_000;
    private const int MostPurchases = 1_000;

    internal static IEnumerable<string> ProblemsOf(LifecycleOptions options)
    {
        (string Name, int Value, int Least, int Most)[] ranges =
        [
            ("NewDays", options.NewDays, 1, MostDays),
            ("NewPurchases", options.NewPurchases, 2, MostPurchases),
            ("LoyalPurchases", options.LoyalPurchases, 2, MostPurchases),
            ("LoyalWindowDays", options.LoyalWindowDays, 1, 36_500),
            ("WonBackDays", options.WonBackDays, 1, MostDays),
            ("AtRiskPercent", options.AtRiskPercent, 100, MostPercent),
            ("SilentPercent", options.SilentPercent, 100, MostPercent),
            ("LostPercent", options.LostPercent, 100, MostPercent),
            ("TypicalGapDays", options.TypicalGapDays, 1, MostDays),
            ("TypicalGapWeight", options.TypicalGapWeight, 0, 100),
            ("RhythmGaps", options.RhythmGaps, 1, 100),
            ("MinRhythmDays", options.MinRhythmDays, 1, MostDays),
            ("MaxRhythmDays", options.MaxRhythmDays, 1, MostDays),
        ];
        foreach ((string name, int value, int least, int most) in ranges)
        {
            if (value < least || value > most)
            {
                yield return $"Lifecycle.{name} is {value}; use {least} to {most}.";
            }
        }

        if (options.SilentPercent <= options.AtRiskPercent)
        {
            yield return $"Lifecycle.SilentPercent is {options.SilentPercent}; use more than Lifecycle.AtRiskPercent, which is {options.AtRiskPercent}.";
        }

        if (options.LostPercent <= options.SilentPercent)
        {
            yield return $"Lifecycle.LostPercent is {options.LostPercent}; use more than Lifecycle.SilentPercent, which is {options.SilentPercent}.";
        }

        if (options.LoyalPurchases < options.NewPurchases)
        {
            yield return $"Lifecycle.LoyalPurchases is {options.LoyalPurchases}; use at least Lifecycle.NewPurchases, which is {options.NewPurchases}.";
        }

        if (options.LoyalPurchases > options.LoyalWindowDays)
        {
            yield return $"Lifecycle.LoyalPurchases is {options.LoyalPurchases}, but Lifecycle.LoyalWindowDays has only {options.LoyalWindowDays} days to buy on; widen the window.";
        }

        if (options.MinRhythmDays > options.MaxRhythmDays)
        {
            yield return $"Lifecycle.MinRhythmDays is {options.MinRhythmDays}; use at most Lifecycle.MaxRhythmDays, which is {options.MaxRhythmDays}.";
        }
        else if (options.TypicalGapDays < options.MinRhythmDays || options.TypicalGapDays > options.MaxRhythmDays)
        {
            yield return $"Lifecycle.TypicalGapDays is {options.TypicalGapDays}; use {options.MinRhythmDays} to {options.MaxRhythmDays}, the shortest and longest rhythm.";
        }
    }
}
