namespace PrivateDomain.Sdk;

/// <summary>Business dates: the dates of a program's own calendar. Pure.</summary>
internal static class BusinessDates
{
    private const long QuarterHour = 15 * TimeSpan.TicksPerMinute;

    /// <summary>The date on which a moment falls.</summary>
    internal static DateOnly Of(DateTimeOffset moment, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);

    /// <summary>Days from the date of one moment to that of another; negative when it lies before.</summary>
    internal static int DaysBetween(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone) => Of(to, zone).DayNumber - Of(from, zone).DayNumber;

    /// <summary>The first moment of a date, in UTC: the first of two where clocks are set back, the first that exists where midnight is left out.</summary>
    internal static DateTimeOffset StartOf(DateOnly date, TimeZoneInfo zone)
    {
        DateTime local = date.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local))
        {
            local = local.AddTicks(QuarterHour);
        }

        TimeSpan offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
