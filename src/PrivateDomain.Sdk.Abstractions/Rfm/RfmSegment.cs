namespace PrivateDomain.Sdk.Rfm;

/// <summary>A row of a segment table: a name for members whose three scores lie in three ranges.</summary>
/// <param name="Name">The name: an id text, see <see cref="Identifier"/>. Rows may share a name.</param>
/// <param name="Recency">The R scores.</param>
/// <param name="Frequency">The F scores.</param>
/// <param name="Monetary">The M scores.</param>
/// <remarks>An immutable value; <see cref="RfmSegmentTable"/> checks it.</remarks>
public sealed record RfmSegment(string Name, RfmRange Recency, RfmRange Frequency, RfmRange Monetary)
{
    /// <summary>Whether scores lie in the ranges.</summary>
    /// <param name="score">The scores.</param>
    /// <returns><see langword="true"/> when all three do.</returns>
    public bool Contains(RfmScore score) =>
        Recency.Contains(score.Recency) && Frequency.Contains(score.Frequency) && Monetary.Contains(score.Monetary);
}
