using System.Diagnostics.CodeAnalysis;

namespace PrivateDomain.Sdk.Storage.Relational;

/// <summary>The rule for the text that every table's name starts with.</summary>
/// <remarks>Pure and thread-safe.</remarks>
public static class TablePrefix
{
    /// <summary>The prefix where nothing else is chosen.</summary>
    public const string Default = "pd_";

    /// <summary>The longest prefix.</summary>
    public const int MaxLength = 31;

    /// <summary>Says whether a text can be a prefix.</summary>
    /// <param name="value">The text to look at.</param>
    /// <param name="problem">Why it cannot; <see langword="null"/> when it can.</param>
    /// <returns><see langword="true"/> when the text is <c>[a-z_][a-z0-9_]{0,30}</c>.</returns>
    public static bool IsValid([NotNullWhen(true)] string? value, [NotNullWhen(false)] out string? problem)
    {
        bool allowed = value is { Length: > 0 and <= MaxLength } && !char.IsAsciiDigit(value[0]) && value.All(IsAllowed);
        problem = allowed ? null : "the table prefix must have 1 to 31 of the characters a-z, 0-9 and _, and not begin with a digit";
        return allowed;
    }

    private static bool IsAllowed(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_';
}
