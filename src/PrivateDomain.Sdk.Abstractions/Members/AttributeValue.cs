using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Members;

/// <summary>A value for an attribute of a member: a text, a whole number, yes or no, a moment, or several texts.</summary>
/// <remarks>
/// Immutable and thread-safe. Made by <c>Of</c>, or by writing the plain value where one is expected. It may be personal data: <see cref="ToString"/> tells
/// its kind and never the value.
/// </remarks>
public sealed class AttributeValue : IEquatable<AttributeValue>
{
    // Between the texts of a set: in none of them.
    private const char Separator = '\u001F';

    private AttributeValue(AttributeKind kind, string? text, long number, IReadOnlyList<string> texts)
    {
        Kind = kind;
        Text = text;
        Number = number;
        Texts = texts;
    }

    /// <summary>What it is.</summary>
    public AttributeKind Kind { get; }

    internal string? Text { get; }

    /// <summary>The number, 1 or 0 for yes or no, or the UTC ticks of the moment.</summary>
    internal long Number { get; }

    /// <summary>The texts of a set, each once, in code-point order.</summary>
    internal IReadOnlyList<string> Texts { get; }

    /// <summary>Whether there is nothing in it: a set of no texts.</summary>
    internal bool IsEmpty => Kind == AttributeKind.TextSet && Texts.Count == 0;

    /// <summary>The value as one text that tells it from every other value whose texts are id texts.</summary>
    internal string Canonical => Kind switch
    {
        AttributeKind.Text => $"text:{Text}",
        AttributeKind.TextSet => $"set:{string.Join(Separator, Texts)}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{Kind}:{Number}"),
    };

    /// <summary>A text.</summary>
    /// <param name="value">The text.</param>
    /// <returns>The value.</returns>
    public static AttributeValue Of(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new AttributeValue(AttributeKind.Text, value, 0, []);
    }

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The value.</returns>
    public static AttributeValue Of(long value) => new(AttributeKind.Number, null, value, []);

    /// <summary>Yes or no.</summary>
    /// <param name="value">Yes or no.</param>
    /// <returns>The value.</returns>
    public static AttributeValue Of(bool value) => new(AttributeKind.Boolean, null, value ? 1 : 0, []);

    /// <summary>A moment; its offset is dropped, its UTC time kept to 100 ns.</summary>
    /// <param name="value">The moment.</param>
    /// <returns>The value.</returns>
    public static AttributeValue Of(DateTimeOffset value) => new(AttributeKind.Instant, null, value.UtcTicks, []);

    /// <summary>Several texts; their order does not matter, and one that is there twice counts once.</summary>
    /// <param name="values">The texts; none at all is no value and clears the attribute.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The list is or holds a <see langword="null"/>.</exception>
    public static AttributeValue Of(IReadOnlyCollection<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Contains(null!))
        {
            throw new ArgumentException("A set of texts holds a null; leave it out.", nameof(values));
        }

        return new AttributeValue(
            AttributeKind.TextSet, null, 0, [.. values.Distinct(StringComparer.Ordinal).Order(CodePointComparer.Instance)]);
    }

    /// <summary>A text; <see langword="null"/> is no value.</summary>
    /// <param name="value">The text.</param>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator AttributeValue?(string? value) => value is null ? null : Of(value);

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator AttributeValue(long value) => Of(value);

    /// <summary>Yes or no.</summary>
    /// <param name="value">Yes or no.</param>
    public static implicit operator AttributeValue(bool value) => Of(value);

    /// <summary>A moment.</summary>
    /// <param name="value">The moment.</param>
    public static implicit operator AttributeValue(DateTimeOffset value) => Of(value);

    /// <summary>Several texts; <see langword="null"/> is no value.</summary>
    /// <param name="values">The texts.</param>
    [return: NotNullIfNotNull(nameof(values))]
    public static implicit operator AttributeValue?(string[]? values) => values is null ? null : Of(values);

    /// <inheritdoc/>
    public bool Equals(AttributeValue? other) =>
        other is not null && Kind == other.Kind && Text == other.Text && Number == other.Number && Texts.SequenceEqual(other.Texts, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AttributeValue);

    /// <inheritdoc/>
    public override int GetHashCode() => Canonical.GetHashCode(StringComparison.Ordinal);

    /// <summary>The kind alone: the value may be personal data and stays out of logs.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Kind}:***";
}
