using System.Globalization;

namespace PrivateDomain.Sdk.Storage;

/// <summary>The value of one column of one record: text, a 64-bit number, or nothing.</summary>
/// <remarks>
/// An immutable value without boxing. Instants are carried as 100 ns ticks since 1970-01-01T00:00:00Z and booleans as 0 or 1, so that
/// <see cref="Number"/> is what a store writes for every kind but text and JSON.
/// </remarks>
public readonly struct ColumnValue : IEquatable<ColumnValue>, IComparable<ColumnValue>
{
    private enum Shape : byte
    {
        Null,
        Number,
        Text,
    }

    private readonly Shape _shape;
    private readonly long _number;
    private readonly string? _text;

    private ColumnValue(Shape shape, long number, string? text)
    {
        _shape = shape;
        _number = number;
        _text = text;
    }

    /// <summary>No value; sorts before every value.</summary>
    public static ColumnValue Null => default;

    /// <summary>Whether there is no value.</summary>
    public bool IsNull => _shape == Shape.Null;

    /// <summary>Whether the value is text (or JSON).</summary>
    public bool IsText => _shape == Shape.Text;

    /// <summary>The number: an integer, a boolean as 0 or 1, or an instant in ticks.</summary>
    /// <exception cref="InvalidOperationException">The value is not a number.</exception>
    public long Number => _shape == Shape.Number ? _number : throw new InvalidOperationException($"This column value is not a number: {_shape}.");

    /// <summary>The text or JSON.</summary>
    /// <exception cref="InvalidOperationException">The value is not text.</exception>
    public string Text => _shape == Shape.Text ? _text! : throw new InvalidOperationException($"This column value is not text: {_shape}.");

    /// <summary>The instant, in UTC.</summary>
    /// <exception cref="InvalidOperationException">The value is not a number.</exception>
    public DateTimeOffset Instant => new(Number + DateTimeOffset.UnixEpoch.Ticks, TimeSpan.Zero);

    /// <summary>The boolean.</summary>
    /// <exception cref="InvalidOperationException">The value is not a number.</exception>
    public bool Boolean => Number != 0;

    /// <summary>Wraps a text or JSON document; <see langword="null"/> becomes <see cref="Null"/>.</summary>
    /// <param name="value">The text.</param>
    /// <returns>The value.</returns>
    public static ColumnValue Of(string? value) => value is null ? default : new ColumnValue(Shape.Text, 0, value);

    /// <summary>Wraps a 64-bit integer.</summary>
    /// <param name="value">The integer.</param>
    /// <returns>The value.</returns>
    public static ColumnValue Of(long value) => new(Shape.Number, value, null);

    /// <summary>Wraps a boolean.</summary>
    /// <param name="value">The boolean.</param>
    /// <returns>The value.</returns>
    public static ColumnValue Of(bool value) => new(Shape.Number, value ? 1 : 0, null);

    /// <summary>Wraps an instant; its offset is dropped, its UTC time kept to 100 ns.</summary>
    /// <param name="value">The instant.</param>
    /// <returns>The value.</returns>
    public static ColumnValue Of(DateTimeOffset value) => new(Shape.Number, value.UtcTicks - DateTimeOffset.UnixEpoch.Ticks, null);

    /// <summary>Wraps an instant; <see langword="null"/> becomes <see cref="Null"/>.</summary>
    /// <param name="value">The instant.</param>
    /// <returns>The value.</returns>
    public static ColumnValue Of(DateTimeOffset? value) => value is { } instant ? Of(instant) : default;

    /// <summary>Whether two values are the same.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other value.</param>
    /// <returns><see langword="true"/> when they are.</returns>
    public static bool operator ==(ColumnValue left, ColumnValue right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other value.</param>
    /// <returns><see langword="true"/> when they do.</returns>
    public static bool operator !=(ColumnValue left, ColumnValue right) => !left.Equals(right);

    /// <inheritdoc/>
    public int CompareTo(ColumnValue other) => _shape != other._shape
        ? _shape.CompareTo(other._shape)
        : _shape switch
        {
            Shape.Number => _number.CompareTo(other._number),
            Shape.Text => CodePointComparer.Instance.Compare(_text, other._text),
            _ => 0,
        };

    /// <inheritdoc/>
    public bool Equals(ColumnValue other) => _shape == other._shape && _number == other._number && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ColumnValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_shape, _number, _text);

    /// <summary>The value as text, for diagnostics.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _shape switch
    {
        Shape.Number => _number.ToString(CultureInfo.InvariantCulture),
        Shape.Text => _text!,
        _ => "null",
    };
}
