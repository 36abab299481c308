using System.Globalization;

namespace PrivateDomain.Sdk.Rfm;

/// <summary>Scores from one to another, both included.</summary>
/// <param name="From">The lowest score.</param>
/// <param name="To">The highest score.</param>
/// <remarks>An immutable value; <see cref="RfmSegmentTable"/> checks it.</remarks>
public readonly record struct RfmRange(int From, int To)
{
    /// <summary>A single score as a range.</summary>
    /// <param name="score">The score.</param>
    public static implicit operator RfmRange(int score) => new(score, score);

    /// <summary>Whether a score lies in the range.</summary>
    /// <param name="score">The score.</param>
    /// <returns><see langword="true"/> when it does.</returns>
    public bool Contains(int score) => From <= score && score <= To;

    /// <summary>The range as text: <c>2-4</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From}-{To}");
}
