using System.Globalization;

namespace OrderReplay.Input;

/// <summary>Reads points in time as shops write them: ISO 8601 with seconds and a zone, <c>2024-06-18T20:00:00Z</c> or <c>…+08:00</c>.</summary>
internal static class Instant
{
    public const string Rule = "write 2024-06-18T20:00:00Z, between the years 1900 and 9000";

    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz";
    private const string UtcFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    /// <summary>Reads a point in time that the SDK accepts. A time without a zone is none: it would mean another moment on another machine.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset instant)
    {
        string format = text is [.., 'Z'] ? UtcFormat : Format;
        if (!DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant))
        {
            return false;
        }

        instant = instant.ToUniversalTime();
        return instant.Year is >= 1900 and <= 9000;
    }

    public static string ToText(DateTimeOffset instant) => instant.UtcDateTime.ToString(UtcFormat, CultureInfo.InvariantCulture);
}
