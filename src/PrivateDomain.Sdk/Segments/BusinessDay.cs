namespace PrivateDomain.Sdk.Segments;

/// <summary>Today, as the program's calendar has it.</summary>
/// <param name="Today">The day of the evaluation.</param>
/// <param name="TimeZone">The program's time zone.</param>
internal readonly record struct BusinessDay(DateOnly Today, TimeZoneInfo TimeZone)
{
    internal static BusinessDay Of(DateTimeOffset now, TimeZoneInfo timeZone) => new(DayOf(now, timeZone), timeZone);

    internal DateOnly DayOf(DateTimeOffset instant) => DayOf(instant, TimeZone);

    private static DateOnly DayOf(DateTimeOffset instant, TimeZoneInfo timeZone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, timeZone).DateTime);
}
