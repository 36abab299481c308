namespace PrivateDomain.Sdk.Storage.Conformance;

/// <summary>Values that stores are known to change.</summary>
public static class Samples
{
    public static IReadOnlyList<long> Integers { get; } =
    [
        0, 1, -1, int.MaxValue, int.MaxValue + 1L, int.MinValue, int.MinValue - 1L, uint.MaxValue,
        (1L << 53) - 1, 1L << 53, (1L << 53) + 1, -(1L << 53) - 1, 999_999_999_999_999_999, long.MaxValue - 1, long.MaxValue, long.MinValue + 1, long.MinValue,
    ];

    /// <summary>Texts that differ by code point, and that folding, trimming, normalizing, escaping or guessing a type would merge or change.</summary>
    public static IReadOnlyList<string> Texts { get; } =
    [
        "a", "A", "a ", " a", "a\t", "á", "a\u0301", "\u00C5", "\u212B", "ａ", "ß", "ss", "SS", "ẞ", "ﬁ", "fi", "i", "I", "ı", "İ",
        "私域", "會員", "e\u0323\u0302", "\u1EC7", "😀", "👩‍👩‍👧", "🇨🇳", "\uE000", "\uFFFD", "\uFEFFa", "a\u200B", "\u202Eabc", "\U00010000", "\U0010FFFF",
        "0", "00", "0.0", "1", "1e3", "1000", "-0", "null", "NULL", "true", "NaN", "2026-01-01", "%", "_", "*", "a%", "'", "''", "\"", "\\", "\\0", "`", ";",
        "--", "/*", "$1", "@p0", ":a", "?1", "{0}", "[a]", "\r\n", "\n", "\r", "\u0001", "\u007F", "\u0085", "\u2028",
    ];

    public static IReadOnlyList<string> Documents { get; } =
    [
        "{}", "[]", "null", "true", "0", "\"\"", "{ \"b\" : 1,\r\n\t\"a\" : 2 }", "{\"a\":1,\"a\":2}", "1.0", "1e2", "100", "-0", "9007199254740993",
        "0.1000000000000000055511151231257827", "\"\\u0041\"", "\"A\"", "\"\\u0000\"", "\"\\/\"", "{\"私域\":\"😀\"}", "[1 ,2 , 3 ]", " {} ",
    ];

    public static IReadOnlyList<DateTimeOffset> Instants { get; } =
    [
        DateTimeOffset.UnixEpoch,
        DateTimeOffset.UnixEpoch.AddTicks(1),
        DateTimeOffset.UnixEpoch.AddTicks(-1),
        DateTimeOffset.UnixEpoch.AddTicks(-9_999_999),
        DateTimeOffset.MinValue,
        DateTimeOffset.MaxValue,
        new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero),
        new DateTimeOffset(1969, 12, 31, 23, 59, 59, TimeSpan.Zero).AddTicks(1_234_567),
        new(2000, 2, 29, 23, 59, 59, 999, TimeSpan.Zero),
        new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.Zero).AddTicks(7),
        new DateTimeOffset(2026, 10, 25, 0, 59, 59, TimeSpan.Zero).AddTicks(9_999_999),
        new(2038, 1, 19, 3, 14, 8, TimeSpan.Zero),
        new DateTimeOffset(9000, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(1),
    ];

    /// <summary>The order of code points, seen from UTF-8, so that it shares nothing with a store.</summary>
    public static IComparer<string> CodePoints { get; } = Comparer<string>.Create(
        (x, y) => System.Text.Encoding.UTF8.GetBytes(x).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(y)));
}
