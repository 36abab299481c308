using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PrivateDomain.Sdk;

/// <summary>The one rule for the text of ids and of short labels such as a SKU or a channel.</summary>
/// <remarks>Pure and thread-safe.</remarks>
public static class Identifier
{
    /// <summary>The longest id, in UTF-16 code units.</summary>
    public const int MaxLength = 128;

    /// <summary>Says whether a text can be an id.</summary>
    /// <param name="value">The text to look at.</param>
    /// <param name="problem">Why it cannot, in words that do not repeat the text; <see langword="null"/> when it can.</param>
    /// <returns><see langword="true"/> when the text is a usable id.</returns>
    public static bool IsValid([NotNullWhen(true)] string? value, [NotNullWhen(false)] out string? problem)
    {
        problem = value switch
        {
            null => "it is null",
            "" => "it is empty",
            { Length: > MaxLength } => string.Create(
                CultureInfo.InvariantCulture, $"it has {value.Length} characters and at most {MaxLength} are allowed"),
            _ => TextProblem(value),
        };
        return problem is null;
    }

    /// <summary>Returns the text when it is a usable id.</summary>
    /// <param name="value">The text.</param>
    /// <param name="kind">What the id is of, for the message: <c>member id</c>.</param>
    /// <returns>The same text.</returns>
    /// <exception cref="ArgumentException">The text is not a usable id; the message says why.</exception>
    public static string Require([NotNull] string? value, string kind)
    {
        return IsValid(value, out string? problem)
            ? value
            : throw new ArgumentException($"This is no {kind}: {problem}. Ids have 1 to 128 characters of well-formed text without control characters.", nameof(value));
    }

    private static string? TextProblem(string value)
    {
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            if (c is >= ' ' and < '\u007F')
            {
                continue;
            }

            if (char.IsControl(c))
            {
                return string.Create(CultureInfo.InvariantCulture, $"it has the control character U+{(int)c:X4} at position {i}");
            }

            if (!char.IsSurrogate(c))
            {
                continue;
            }

            if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
            {
                i++;
                continue;
            }

            return string.Create(CultureInfo.InvariantCulture, $"it has the lone surrogate U+{(int)c:X4} at position {i}");
        }

        return null;
    }
}
