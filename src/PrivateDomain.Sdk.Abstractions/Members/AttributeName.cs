namespace PrivateDomain.Sdk.Members;

/// <summary>The one rule for names of attributes: they stand in rules, in columns and in messages.</summary>
internal static class AttributeName
{
    internal const int MaxLength = 32;

    /// <summary>Whether a text is <c>[a-z][a-z0-9_]*</c> of at most 32 characters.</summary>
    internal static bool IsValid(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > MaxLength || !char.IsAsciiLetterLower(name[0]))
        {
            return false;
        }

        foreach (char c in name)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '_')
            {
                return false;
            }
        }

        return true;
    }
}
