namespace PrivateDomain.Sdk;

/// <summary>Business dates: the dates of a program's own calendar. Pure.</summary>
internal static class BusinessDates
{
    // No zone is further from UTC, also on the day that it changes sides of the date line.
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(2);

    /// <summary>The date on which a moment falls.</summary>
    internal static DateOnly Of(DateTimeOffset moment, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);

    /// <summary>Days from the date of one moment to that of another; negative when it lies before.</summary>
    internal static int DaysBetween(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone) => Of(to, zone).DayNumber - Of(from, zone).DayNumber;

    /// <summary>
    /// The first moment of a date, in UTC: the first of two where clocks are set back, the first that exists where midnight or the whole date is left out.
    /// </summary>
    internal static DateTimeOffset StartOf(DateOnly date, TimeZoneInfo zone)
    {
        DateTime midnight = date.ToDateTime(TimeOnly.MinValue);
        TimeSpan offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        DateTimeOffset start = new DateTimeOffset(midnight, offset).ToUniversalTime();
        if (Of(start, zone) == date)
        {
            return start;
        }

        DateTimeOffset before = new DateTimeOffset(midnight, TimeSpan.Zero) - Furthest;
        DateTimeOffset after = before + Furthest + Furthest;
        while (after - before > TimeSpan.FromTicks(1))
        {
            DateTimeOffset middle = before + new TimeSpan((after - before).Ticks / 2);
            (before, after) = Of(middle, zone) < date ? (middle, after) : (before, middle);
        }

        return after;
    }
}
