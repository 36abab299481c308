using System.Globalization;

namespace PrivateDomain.Sdk.Storage;

/// <summary>Days of a program's calendar as stores hold them: <c>2026-03-17</c>, which orders by code point as the days do.</summary>
internal static class DayText
{
    private const string Format = "yyyy-MM-dd";

    internal static string Of(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    internal static string? Of(DateOnly? day) => day is { } known ? Of(known) : null;

    internal static DateOnly Parse(string text) => DateOnly.ParseExact(text, Format, CultureInfo.InvariantCulture);

    internal static DateOnly? ParseOptional(string? text) => text is null ? null : Parse(text);
}
