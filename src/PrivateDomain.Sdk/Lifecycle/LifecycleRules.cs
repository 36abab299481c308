namespace PrivateDomain.Sdk.Lifecycle;

/// <summary>The lifecycle as a function of purchase days. The stage on a day depends on the purchases up to that day, and on nothing else.</summary>
/// <remarks>
/// <para>So it makes no difference how often it was looked at, and a purchase that is refunded leaves the stages that there would be without it.</para>
/// <para>
/// Purchase days are given in the program's time zone and in ascending order; several purchases of one day are one. Pure and thread-safe.
/// The chance to be alive of a BG/NBD model plays no part: it is 1 for everybody who bought once, however long ago.
/// </para>
/// </remarks>
public static class LifecycleRules
{
    /// <summary>Tells a member's stage on a day.</summary>
    /// <param name="purchaseDays">The days on which he bought, ascending; days after <paramref name="asOf"/> are not looked at.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="terms">The terms.</param>
    /// <returns>The stage, since when and why, and when it changes next if he does not buy.</returns>
    /// <exception cref="ArgumentException">The days do not ascend.</exception>
    public static LifecycleStanding StageOf(ReadOnlySpan<DateOnly> purchaseDays, DateOnly asOf, LifecycleTerms terms)
    {
        var walk = new LifecycleWalk(Required(terms), transitions: null);
        Follow(walk, purchaseDays, asOf);
        return walk.Standing(asOf);
    }

    /// <summary>Lists every change of stage up to a day.</summary>
    /// <param name="purchaseDays">The days on which he bought, ascending; days after <paramref name="through"/> are not looked at.</param>
    /// <param name="through">The last day looked at.</param>
    /// <param name="terms">The terms.</param>
    /// <returns>The changes in order, at most one a day; the first begins at <see cref="LifecycleStage.Prospect"/>. Empty for who never bought.</returns>
    /// <exception cref="ArgumentException">The days do not ascend.</exception>
    public static IReadOnlyList<LifecycleTransition> Timeline(ReadOnlySpan<DateOnly> purchaseDays, DateOnly through, LifecycleTerms terms)
    {
        var transitions = new List<LifecycleTransition>();
        Follow(new LifecycleWalk(Required(terms), transitions), purchaseDays, through);
        return transitions;
    }

    /// <summary>Tells when the stage changes next if the member does not buy.</summary>
    /// <param name="purchaseDays">The days on which he bought, ascending; days after <paramref name="asOf"/> are not looked at.</param>
    /// <param name="asOf">The day to look from.</param>
    /// <param name="terms">The terms.</param>
    /// <returns>The first later day of another stage; <see langword="null"/> when there is none before the year 10000.</returns>
    /// <exception cref="ArgumentException">The days do not ascend.</exception>
    public static DateOnly? NextTransitionOn(ReadOnlySpan<DateOnly> purchaseDays, DateOnly asOf, LifecycleTerms terms) =>
        StageOf(purchaseDays, asOf, terms).NextTransitionOn;

    private static void Follow(LifecycleWalk walk, ReadOnlySpan<DateOnly> purchaseDays, DateOnly through)
    {
        DateOnly before = DateOnly.MinValue;
        for (int i = 0; i < purchaseDays.Length; i++)
        {
            if (purchaseDays[i] < before)
            {
                throw new ArgumentException($"Purchase day {i} ({purchaseDays[i]:yyyy-MM-dd}) is before day {i - 1} ({before:yyyy-MM-dd}); sort them.", nameof(purchaseDays));
            }

            before = purchaseDays[i];
            if (before <= through)
            {
                walk.Buy(before.DayNumber);
            }
        }

        walk.PassThrough(through.DayNumber);
    }

    private static LifecycleTerms Required(LifecycleTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return terms;
    }
}
