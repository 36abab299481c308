namespace PrivateDomain.Sdk.Levels;

/// <summary>What settings of levels can be.</summary>
internal static class LevelOptionRules
{
    private const decimal MostGrowthPerUnit = 1_000_000;
    private const long MostGrowth = 1_000_000_000_000_000;

    internal static IEnumerable<string> ProblemsOf(LevelOptions options)
    {
        if (options.GrowthPerUnit is <= 0 or > MostGrowthPerUnit || !Billionths.TryFrom(options.GrowthPerUnit, out _))
        {
            yield return $"Levels.GrowthPerUnit is {options.GrowthPerUnit}; use more than 0 and at most {MostGrowthPerUnit}, with at most nine decimals.";
        }

        if (options.Window is < 1 or > LevelOptions.MaxDays)
        {
            yield return $"Levels.Window is {options.Window}; use 1 to {LevelOptions.MaxDays} days, or null for growth that counts for ever.";
        }

        if (options.KeepFor is < 0 or > LevelOptions.MaxDays)
        {
            yield return $"Levels.KeepFor is {options.KeepFor}; use 0 to {LevelOptions.MaxDays} days.";
        }

        if (options.Steps is not { Count: >= 1 and <= LevelOptions.MaxSteps } steps)
        {
            yield return $"Levels.Steps has {options.Steps?.Count ?? 0} levels; use 1 to {LevelOptions.MaxSteps}.";
            yield break;
        }

        for (int i = 0; i < steps.Count; i++)
        {
            if (steps[i] is not { } step)
            {
                yield return $"Levels.Steps[{i}] is null; leave it out.";
                continue;
            }

            if (!Identifier.IsValid(step.Name, out string? problem))
            {
                yield return $"Levels.Steps[{i}] has no usable name: {problem}.";
            }
            else if (steps.Take(i).Any(lower => lower?.Name == step.Name))
            {
                yield return $"Levels.Steps names '{step.Name}' twice; give each level a name of its own.";
            }

            long least = i > 0 && steps[i - 1] is { } before ? Math.Clamp(before.Growth, 0, MostGrowth) + 1 : 1;
            if (step.Growth < least || step.Growth > MostGrowth)
            {
                yield return $"Levels.Steps[{i}] takes a growth of {step.Growth}; use {least} to {MostGrowth}, more than the level before it.";
            }
        }
    }
}
