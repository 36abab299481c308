namespace PrivateDomain.Sdk.Storage.InMemory;

/// <summary>
/// The beginning of a sort key as a number: items whose prefixes differ are ordered as those are, and only for equal ones the items must be looked at.
/// A number is its own prefix; that of a text is its first four UTF-16 units, in code point order.
/// </summary>
internal static class SortPrefix
{
    private const int Units = 4;
    private const int SurrogatesBelow = 0xE000 - 0xD800;

    /// <summary>The prefix of a column's value.</summary>
    /// <param name="value">The value; not null.</param>
    /// <returns>The prefix.</returns>
    public static long Of(ColumnValue value) => value.IsText ? Of(value.Text) : value.Number;

    /// <summary>The prefix of a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The prefix.</returns>
    public static long Of(string text)
    {
        ulong prefix = 0;
        for (int i = 0; i < Units; i++)
        {
            prefix = (prefix << 16) | (i < text.Length ? Ordered(text[i]) : 0u);
        }

        return (long)(prefix ^ (1UL << 63));
    }

    /// <summary>Surrogates stand for code points above all others, so they change places with U+E000 to U+FFFF.</summary>
    private static uint Ordered(char unit) => unit < 0xD800 ? unit : unit >= 0xE000 ? unit - (uint)SurrogatesBelow : unit + 0x2000u;
}
