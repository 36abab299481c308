namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>The rule for texts that PostgreSQL can keep: well-formed Unicode without U+0000.</summary>
/// <remarks>Checked before anything is sent, because a text that cannot be encoded would break the connection half-way.</remarks>
internal static class WholeText
{
    /// <summary>The text itself.</summary>
    /// <exception cref="ArgumentException">It has the character U+0000 or a lone surrogate.</exception>
    public static string Require(string value)
    {
        if (value.Contains('\0'))
        {
            throw new ArgumentException("A text that is stored or looked for has the character U+0000.", nameof(value));
        }

        if (HasLoneSurrogate(value))
        {
            throw new ArgumentException("A text that is stored or looked for has a lone surrogate.", nameof(value));
        }

        return value;
    }

    /// <summary>Whether a text can be kept.</summary>
    public static bool IsWhole(string value) => !value.Contains('\0') && !HasLoneSurrogate(value);

    private static bool HasLoneSurrogate(ReadOnlySpan<char> text)
    {
        int first = text.IndexOfAnyInRange('\uD800', '\uDFFF');
        for (int i = first < 0 ? text.Length : first; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
            {
                return true;
            }

            i++;
        }

        return false;
    }
}
