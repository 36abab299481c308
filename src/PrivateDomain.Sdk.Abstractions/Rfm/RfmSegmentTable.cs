using System.Globalization;

namespace PrivateDomain.Sdk.Rfm;

/// <summary>Names scores: the first row that contains them decides, and a default name serves the rest.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class RfmSegmentTable
{
    /// <summary>The name of members whom no row contains, when no other is given.</summary>
    public const string DefaultOtherwise = "Others";

    /// <summary>The most rows.</summary>
    public const int MaxSegments = 1_000;

    /// <summary>Makes a table.</summary>
    /// <param name="segments">The rows; the first that contains a score decides. At most 1,000.</param>
    /// <param name="bins">The highest score that the rows are written for, 2 to 10.</param>
    /// <param name="otherwise">The name where no row fits: an id text.</param>
    /// <exception cref="ArgumentException">A name or a range is not usable; the message lists every problem.</exception>
    public RfmSegmentTable(IReadOnlyList<RfmSegment> segments, int bins = 5, string otherwise = DefaultOtherwise)
    {
        ArgumentNullException.ThrowIfNull(segments);
        Segments = [.. segments];
        Bins = bins;
        Otherwise = otherwise;
        string[] problems = [.. Problems()];
        if (problems.Length > 0)
        {
            throw new ArgumentException(string.Join(" ", problems), nameof(segments));
        }
    }

    /// <summary>The ten named segments of the R package <c>rfm</c>, for five bins; with its "Others" for scores that none of them contains.</summary>
    public static RfmSegmentTable Default { get; } = new(
    [
        new("Champions", 5, 5, 5),
        new("Potential Loyalist", new(3, 5), new(3, 5), new(2, 5)),
        new("Loyal Customers", new(2, 4), new(2, 4), new(2, 4)),
        new("Promising", new(3, 4), new(1, 3), new(3, 5)),
        new("New Customers", new(4, 5), new(1, 3), new(1, 5)),
        new("Can't Lose Them", new(1, 2), new(3, 4), new(4, 5)),
        new("At Risk", new(1, 2), new(2, 5), new(4, 5)),
        new("Need Attention", new(1, 3), new(3, 5), new(3, 5)),
        new("About To Sleep", new(2, 3), new(1, 3), new(1, 4)),
        new("Lost", 1, new(1, 5), new(1, 5)),
    ]);

    /// <summary>The rows, in order.</summary>
    public IReadOnlyList<RfmSegment> Segments { get; }

    /// <summary>The highest score that the rows are written for.</summary>
    public int Bins { get; }

    /// <summary>The name where no row fits.</summary>
    public string Otherwise { get; }

    /// <summary>Names a member's segment.</summary>
    /// <param name="score">His scores.</param>
    /// <returns>The name of the first row that contains them, else <see cref="Otherwise"/>.</returns>
    public string SegmentOf(RfmScore score)
    {
        foreach (RfmSegment segment in Segments)
        {
            if (segment.Contains(score))
            {
                return segment.Name;
            }
        }

        return Otherwise;
    }

    /// <summary>The table as lines, exactly: what <see cref="RfmStanding.Version"/> is a digest of, together with the cuts.</summary>
    /// <returns>The lines.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Bins}\t{Otherwise}\n")
        + string.Concat(Segments.Select(static row => $"{row.Recency}\t{row.Frequency}\t{row.Monetary}\t{row.Name}\n"));

    private IEnumerable<string> Problems()
    {
        if (Bins is < RfmCuts.MinBins or > RfmCuts.MaxBins)
        {
            yield return $"Bins is {Bins}; use {RfmCuts.MinBins} to {RfmCuts.MaxBins}.";
        }

        if (!Identifier.IsValid(Otherwise, out string? problem))
        {
            yield return $"The name for the rest is not usable: {problem}.";
        }

        if (Segments.Count > MaxSegments)
        {
            yield return $"There are {Segments.Count} rows; use at most {MaxSegments}.";
            yield break;
        }

        for (int i = 0; i < Segments.Count; i++)
        {
            if (Segments[i] is not { } row)
            {
                yield return $"Row {i} is null.";
                continue;
            }

            if (!Identifier.IsValid(row.Name, out problem))
            {
                yield return $"The name of row {i} is not usable: {problem}.";
            }

            foreach ((string measure, RfmRange range) in new[] { ("recency", row.Recency), ("frequency", row.Frequency), ("monetary", row.Monetary) })
            {
                if (range.From < 1 || range.To > Bins || range.From > range.To)
                {
                    yield return $"Row {i} has the {measure} scores {range}; use a range within 1-{Bins}.";
                }
            }
        }
    }
}
