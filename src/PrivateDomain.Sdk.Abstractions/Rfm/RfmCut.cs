using System.Globalization;
using System.Numerics;

namespace PrivateDomain.Sdk.Rfm;

/// <summary>A cut between two scores: an exact number, whole or with a proper fraction. A quantile of whole numbers may be 296 2/5.</summary>
/// <remarks>An immutable value in lowest terms, so that equal numbers are equal values.</remarks>
public readonly record struct RfmCut : IComparable<RfmCut>
{
    // One less than the denominator, so that default is zero like any other zero.
    private readonly int _partsBeyondOne;

    /// <summary>Makes the cut <c>whole + part / parts</c>.</summary>
    /// <param name="whole">The greatest whole number that is not above the cut.</param>
    /// <param name="part">The numerator of the fraction, from 0 to below <paramref name="parts"/>.</param>
    /// <param name="parts">The denominator, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not proper.</exception>
    public RfmCut(long whole, int part = 0, int parts = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parts);
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(part, parts);
        int divisor = (int)BigInteger.GreatestCommonDivisor(part, parts);
        Whole = whole;
        Part = part / divisor;
        _partsBeyondOne = (parts / divisor) - 1;
    }

    /// <summary>The greatest whole number that is not above the cut.</summary>
    public long Whole { get; }

    /// <summary>The numerator of the fraction.</summary>
    public int Part { get; }

    /// <summary>The denominator of the fraction; 1 for a whole number.</summary>
    public int Parts => _partsBeyondOne + 1;

    /// <summary>The cut as a decimal number: exact for halves, quarters, fifths, eighths and tenths, otherwise rounded in the last digit that fits.</summary>
    /// <returns>The number.</returns>
    public decimal ToDecimal() => Whole + ((decimal)Part / Parts);

    /// <inheritdoc/>
    public int CompareTo(RfmCut other) => Whole != other.Whole
        ? Whole.CompareTo(other.Whole)
        : ((long)Part * other.Parts).CompareTo((long)other.Part * Parts);

    /// <summary>The cut as text: <c>481</c>, or <c>296+2/5</c>.</summary>
    /// <returns>The text; <see cref="TryParse"/> reads it back.</returns>
    public override string ToString() => Part == 0
        ? Whole.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Whole}+{Part}/{Parts}");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <param name="text">The text; no blanks.</param>
    /// <param name="cut">The cut, or <c>default</c>.</param>
    /// <returns><see langword="true"/> when the text is a cut in lowest terms.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out RfmCut cut)
    {
        cut = default;
        int plus = text.IndexOf('+');
        if (!long.TryParse(plus < 0 ? text : text[..plus], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole))
        {
            return false;
        }

        ReadOnlySpan<char> fraction = plus < 0 ? "0/1" : text[(plus + 1)..];
        int slash = fraction.IndexOf('/');
        if (slash < 0
            || !int.TryParse(fraction[..slash], NumberStyles.None, CultureInfo.InvariantCulture, out int part)
            || !int.TryParse(fraction[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int parts)
            || part >= parts)
        {
            return false;
        }

        var read = new RfmCut(whole, part, parts);
        cut = text.SequenceEqual(read.ToString()) ? read : default;
        return text.SequenceEqual(read.ToString());
    }
}
