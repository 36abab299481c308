namespace PrivateDomain.Sdk.Tests.ModelBased;

/// <summary>Makes a failing scenario smaller: cuts the tail, then leaves out ever smaller runs of steps while it still fails.</summary>
internal static class Shrinker
{
    internal static async Task<(Scenario Scenario, string Difference)> ShrinkAsync(
        Scenario scenario, string difference, Func<Scenario, Task<string?>> run, int attempts)
    {
        int size = Math.Max(1, scenario.Steps.Count / 2);
        while (size >= 1 && attempts > 0)
        {
            bool smaller = false;
            for (int from = scenario.Steps.Count - size; from >= 0 && attempts > 0; from -= size)
            {
                Scenario candidate = scenario with { Steps = [.. scenario.Steps.Take(from), .. scenario.Steps.Skip(from + size)] };
                attempts--;
                if (await run(candidate) is { } stillFails)
                {
                    scenario = candidate;
                    difference = stillFails;
                    smaller = true;
                    from = Math.Min(from, scenario.Steps.Count);
                }
            }

            size = smaller && size > 1 ? Math.Min(size, Math.Max(1, scenario.Steps.Count / 2)) : size / 2;
            if (!smaller && size == 0)
            {
                break;
            }
        }

        return (scenario, difference);
    }
}
