using System.Numerics;
using PrivateDomain.Sdk.Levels;

namespace PrivateDomain.Sdk.Tests.Levels;

/// <summary>Levels by their definition, told anew for each day from all gains up to it. It remembers nothing and knows no calendar of changes.</summary>
internal static class NaiveLevels
{
    internal static BigInteger GrowthOn(IEnumerable<GrowthGain> gains, DateOnly day, LevelTerms terms)
    {
        BigInteger sum = 0;
        foreach (GrowthGain gain in gains)
        {
            int age = day.DayNumber - gain.On.DayNumber;
            if (age >= 0 && (terms.Window is null || age < terms.Window))
            {
                sum += gain.Growth;
            }
        }

        return sum;
    }

    /// <summary>The highest of what growth is enough for today, and of what a purchase of the last days was enough for.</summary>
    internal static int RankOn(IReadOnlyCollection<GrowthGain> gains, DateOnly day, LevelTerms terms)
    {
        int rank = EnoughFor(GrowthOn(gains, day, terms), terms);
        foreach (GrowthGain gain in gains)
        {
            int age = day.DayNumber - gain.On.DayNumber;
            if (gain.Growth > 0 && age >= 0 && age < terms.KeepFor)
            {
                rank = Math.Max(rank, EnoughFor(GrowthOn(gains, gain.On, terms), terms));
            }
        }

        return rank;
    }

    internal static List<(DateOnly On, int From, int To)> ChangesBetween(IReadOnlyCollection<GrowthGain> gains, DateOnly from, DateOnly through, LevelTerms terms)
    {
        var changes = new List<(DateOnly On, int From, int To)>();
        int before = 0;
        for (DateOnly day = from; day <= through; day = day.AddDays(1))
        {
            int rank = RankOn(gains, day, terms);
            if (rank != before)
            {
                changes.Add((day, before, rank));
            }

            before = rank;
        }

        return changes;
    }

    private static int EnoughFor(BigInteger growth, LevelTerms terms) => terms.Steps.Count(step => step.Growth <= growth);
}
