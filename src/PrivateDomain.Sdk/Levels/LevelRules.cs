namespace PrivateDomain.Sdk.Levels;

/// <summary>Levels as a function of what purchases bring. The level on a day depends on the purchases up to that day, and on nothing else.</summary>
/// <remarks>
/// <para>
/// A purchase <em>earns</em> the level that the growth of its day is enough for. On a day a member has the highest of the level that his growth of that day
/// is enough for, and of those that he earned fewer than <see cref="LevelTerms.KeepFor"/> days ago. So it makes no difference how often it was looked at, a
/// refund leaves the levels that there would be without what it takes back, and who buys more never stands lower.
/// </para>
/// <para>Days are given in the program's time zone and in ascending order; what several purchases of one day bring is added up. Pure and thread-safe.</para>
/// </remarks>
public static class LevelRules
{
    /// <summary>Tells what growth an amount brings, rounded down to whole points.</summary>
    /// <param name="amount">What one purchase's goods cost and was not refunded.</param>
    /// <param name="terms">The terms.</param>
    /// <returns>The growth, zero of less than nothing; never more than the greatest 64-bit number.</returns>
    /// <exception cref="ArgumentException">The amount is of another currency than the terms.</exception>
    public static long GrowthOf(Money amount, LevelTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return amount.Currency == terms.Currency
            ? GrowthOf(amount.MinorUnits, terms)
            : throw new ArgumentException($"Growth is counted in {terms.Currency}; the amount is in {amount.Currency}.", nameof(amount));
    }

    /// <summary>Tells a member's level on a day.</summary>
    /// <param name="gains">What his purchases bring, by day, ascending; days after <paramref name="asOf"/> are not looked at.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="terms">The terms.</param>
    /// <returns>The level and the growth, since when and how long, and what is missing to the next level.</returns>
    /// <exception cref="ArgumentException">The days do not ascend, or a gain is negative.</exception>
    public static LevelStanding LevelOf(ReadOnlySpan<GrowthGain> gains, DateOnly asOf, LevelTerms terms) =>
        LevelWalk.Through(gains, asOf, terms, transitions: null).Standing();

    /// <summary>Lists every change of level up to a day.</summary>
    /// <param name="gains">What his purchases bring, by day, ascending; days after <paramref name="through"/> are not looked at.</param>
    /// <param name="through">The last day looked at.</param>
    /// <param name="terms">The terms.</param>
    /// <returns>The changes in order, at most one a day; the first begins at no level. Empty for who never had one.</returns>
    /// <exception cref="ArgumentException">The days do not ascend, or a gain is negative.</exception>
    public static IReadOnlyList<LevelTransition> Timeline(ReadOnlySpan<GrowthGain> gains, DateOnly through, LevelTerms terms)
    {
        var transitions = new List<LevelTransition>();
        LevelWalk.Through(gains, through, terms, transitions);
        return transitions;
    }

    internal static long GrowthOf(long minorUnits, LevelTerms terms)
    {
        Int128 growth = (Int128)Math.Max(minorUnits, 0) * terms.GrowthBillionths / ((Int128)Billionths.One * terms.Currency.MinorUnitsPerUnit);
        return growth > long.MaxValue ? long.MaxValue : (long)growth;
    }

    /// <summary>What is missing from a rank and a growth to the next level.</summary>
    internal static LevelGap? GapOf(int rank, long growth, LevelTerms terms)
    {
        if (rank == terms.Steps.Count)
        {
            return null;
        }

        long missing = terms.Steps[rank].Growth - growth;
        Int128 scale = (Int128)Billionths.One * terms.Currency.MinorUnitsPerUnit;
        Int128 minorUnits = ((missing * scale) + terms.GrowthBillionths - 1) / terms.GrowthBillionths;
        return new LevelGap(
            terms.LevelOf(rank + 1), missing, new Money(minorUnits > long.MaxValue ? long.MaxValue : (long)minorUnits, terms.Currency));
    }
}
