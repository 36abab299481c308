namespace PrivateDomain.Sdk.Segments;

/// <summary>Today, as the program's calendar has it.</summary>
/// <param name="Today">The day of the evaluation.</param>
/// <param name="TimeZone">The program's time zone.</param>
internal readonly record struct BusinessDay(DateOnly Today, TimeZoneInfo TimeZone)
{
    internal static BusinessDay Of(DateTimeOffset now, TimeZoneInfo timeZone) => new(BusinessDates.Of(now, timeZone), timeZone);

    internal DateOnly DayOf(DateTimeOffset instant) => BusinessDates.Of(instant, TimeZone);

    internal DateTimeOffset StartOf(DateOnly day) => BusinessDates.StartOf(day, TimeZone);
}
