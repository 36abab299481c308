using System.Globalization;

namespace PrivateDomain.Sdk.Storage;

/// <summary>Numbers as keys hold them: 19 digits, so that they order by code point as the numbers do.</summary>
internal static class NumberText
{
    private const int Digits = 19;

    internal static string Of(long number) => number < 0
        ? number.ToString("D19", CultureInfo.InvariantCulture)
        : string.Create(Digits, number, static (text, left) =>
        {
            text.Fill('0');
            for (int i = Digits - 1; left > 0; i--)
            {
                (left, long digit) = Math.DivRem(left, 10);
                text[i] = (char)('0' + digit);
            }
        });

    internal static long Parse(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
