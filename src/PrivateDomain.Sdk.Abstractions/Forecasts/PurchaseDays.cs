namespace PrivateDomain.Sdk.Forecasts;

/// <summary>What a history and a spend read alike from a list of days.</summary>
internal static class PurchaseDays
{
    /// <summary>How many days count: those up to the last one that is known. At least one, or the caller named a member who had not bought yet.</summary>
    internal static int CountThrough<T>(IReadOnlyList<T> days, Func<T, DateOnly> dayOf, DateOnly through)
    {
        int counted = 0;
        for (int i = 0; i < days.Count; i++)
        {
            DateOnly day = dayOf(days[i]);
            if (i > 0 && day <= dayOf(days[i - 1]))
            {
                throw new ArgumentException($"Each day stands once, in ascending order; day {i + 1} of the list does not come after the one before it.", nameof(days));
            }

            counted += day <= through ? 1 : 0;
        }

        return counted > 0
            ? counted
            : throw new ArgumentException("No purchase lies by the last day that counts: leave out members who had not bought yet.", nameof(days));
    }
}
