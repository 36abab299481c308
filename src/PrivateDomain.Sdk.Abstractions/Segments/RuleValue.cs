using System.Globalization;

namespace PrivateDomain.Sdk.Segments;

/// <summary>A value that a condition compares a field with: a text, a whole number, yes or no, or a moment.</summary>
/// <remarks>An immutable value.</remarks>
public readonly record struct RuleValue
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    private readonly string? _text;
    private readonly long _number;

    private RuleValue(FieldKind kind, string? text, long number)
    {
        Kind = kind;
        _text = text;
        _number = number;
    }

    /// <summary>What it is; never <see cref="FieldKind.TextSet"/>.</summary>
    public FieldKind Kind { get; }

    /// <summary>The text.</summary>
    /// <exception cref="InvalidOperationException">It is something else.</exception>
    public string Text => _text ?? throw Not(FieldKind.Text);

    /// <summary>The number.</summary>
    /// <exception cref="InvalidOperationException">It is something else.</exception>
    public long Number => Kind == FieldKind.Number ? _number : throw Not(FieldKind.Number);

    /// <summary>Yes or no.</summary>
    /// <exception cref="InvalidOperationException">It is something else.</exception>
    public bool Boolean => Kind == FieldKind.Boolean ? _number != 0 : throw Not(FieldKind.Boolean);

    /// <summary>The moment, in UTC.</summary>
    /// <exception cref="InvalidOperationException">It is something else.</exception>
    public DateTimeOffset Instant => Kind == FieldKind.Instant ? new DateTimeOffset(_number, TimeSpan.Zero) : throw Not(FieldKind.Instant);

    /// <summary>A text.</summary>
    /// <param name="value">The text.</param>
    /// <returns>The value.</returns>
    public static RuleValue Of(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new RuleValue(FieldKind.Text, value, 0);
    }

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The value.</returns>
    public static RuleValue Of(long value) => new(FieldKind.Number, null, value);

    /// <summary>Yes or no.</summary>
    /// <param name="value">Yes or no.</param>
    /// <returns>The value.</returns>
    public static RuleValue Of(bool value) => new(FieldKind.Boolean, null, value ? 1 : 0);

    /// <summary>A moment.</summary>
    /// <param name="value">The moment.</param>
    /// <returns>The value.</returns>
    public static RuleValue Of(DateTimeOffset value) => new(FieldKind.Instant, null, value.UtcTicks);

    /// <summary>The value as it stands in JSON, without quotes.</summary>
    /// <returns>A text.</returns>
    public override string ToString() => Kind switch
    {
        FieldKind.Number => _number.ToString(CultureInfo.InvariantCulture),
        FieldKind.Boolean => Boolean ? "true" : "false",
        FieldKind.Instant => Instant.ToString(InstantFormat, CultureInfo.InvariantCulture),
        _ => _text ?? "",
    };

    /// <summary>Orders two values of one kind.</summary>
    internal static int Compare(RuleValue left, RuleValue right) =>
        left.Kind == FieldKind.Text ? string.CompareOrdinal(left.Text, right.Text) : left._number.CompareTo(right._number);

    private InvalidOperationException Not(FieldKind wanted) => new($"The value is of the kind {Kind}, not {wanted}.");
}
