using System.Globalization;

namespace PrivateDomain.Sdk.Operations;

/// <summary>What every command is checked for before anything is read. Such refusals are not stored: the key stays free.</summary>
internal static class CommandRules
{
    internal const int MaxTextLength = 256;
    private static readonly DateTimeOffset Earliest = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(9001, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal static bool IsInRange(DateTimeOffset time) => time >= Earliest && time < Latest;

    internal static Refusal? Time(string name, DateTimeOffset? time) => time is not { } given || IsInRange(given)
        ? null
        : new Refusal(OperationRefusals.TimeOutOfRange, string.Create(
            CultureInfo.InvariantCulture, $"{name} is {given:O}; give a time from the year 1900 to the year 9000."));

    /// <summary>Throws where a query names a moment that no command could.</summary>
    internal static DateTimeOffset RequireTime(DateTimeOffset time, string name) => IsInRange(time)
        ? time
        : throw new ArgumentOutOfRangeException(name, time, "Give a time from the year 1900 to the year 9000.");

    /// <summary>A label such as a channel or a SKU: an id text, where given.</summary>
    internal static Refusal? Label(string name, string? value) =>
        value is null || Identifier.IsValid(value, out string? problem) ? null : InvalidText(name, problem!);

    /// <summary>A label that must be given: a tag's group, its value.</summary>
    internal static Refusal? RequiredLabel(string name, string? value) => Identifier.IsValid(value, out string? problem) ? null : InvalidText(name, problem);

    /// <summary>A free text: well formed, without control characters, not too long; empty is fine.</summary>
    internal static Refusal? Text(string name, string? value)
    {
        if (value is null or "")
        {
            return null;
        }

        if (value.Length > MaxTextLength)
        {
            return InvalidText(name, string.Create(CultureInfo.InvariantCulture, $"it has {value.Length} characters and at most {MaxTextLength} are allowed"));
        }

        // The rule of ids, piece by piece: a piece never ends inside a surrogate pair.
        for (int start = 0; start < value.Length;)
        {
            int length = Math.Min(Identifier.MaxLength, value.Length - start);
            if (start + length < value.Length && char.IsHighSurrogate(value[start + length - 1]))
            {
                length--;
            }

            if (!Identifier.IsValid(value.Substring(start, length), out string? problem))
            {
                return InvalidText(name, problem);
            }

            start += length;
        }

        return null;
    }

    private static Refusal InvalidText(string name, string problem) => new(OperationRefusals.InvalidText, $"{name} is not usable: {problem}.");
}
