using System.Globalization;

namespace PrivateDomain.Sdk.Storage;

/// <summary>Numbers as keys hold them: 19 digits, so that they order by code point as the numbers do.</summary>
internal static class NumberText
{
    private const int Digits = 19;
    private const int Few = 1_024;

    // Most owners have few of anything, so the texts of small numbers are shared.
    private static readonly string?[] s_small = new string?[Few];

    internal static string Of(long number) => number switch
    {
        < 0 => number.ToString("D19", CultureInfo.InvariantCulture),
        < Few => s_small[number] ??= Write(number),
        _ => Write(number),
    };

    internal static long Parse(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static string Write(long number) => string.Create(Digits, number, static (text, left) =>
    {
        text.Fill('0');
        for (int i = Digits - 1; left > 0; i--)
        {
            (left, long digit) = Math.DivRem(left, 10);
            text[i] = (char)('0' + digit);
        }
    });
}
