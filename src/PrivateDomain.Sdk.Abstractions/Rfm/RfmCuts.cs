using System.Globalization;

namespace PrivateDomain.Sdk.Rfm;

/// <summary>The cuts of the three measures: all that is needed to score one member without looking at another.</summary>
/// <remarks>
/// Immutable and thread-safe. Scoring is exact, and monotone in each measure: equal values get equal scores, and a better value never gets a lower one.
/// Equal cuts are allowed; a value passes them together, and the score between them stays empty.
/// </remarks>
public sealed class RfmCuts
{
    /// <summary>The fewest bins.</summary>
    public const int MinBins = 2;

    /// <summary>The most bins.</summary>
    public const int MaxBins = 10;

    private const string Format = "rfm1";

    // What a value must exceed a cut by; zero where "above" is enough.
    private readonly long _plusOne;
    private readonly long _plusMoney;

    /// <summary>Puts cuts together, found or chosen.</summary>
    /// <param name="binning">The rule that they were found by and are passed by.</param>
    /// <param name="recency">The cuts in days, ascending; one less than there are bins.</param>
    /// <param name="frequency">The cuts in orders, ascending, as many.</param>
    /// <param name="monetary">The cuts in minor units, ascending, as many.</param>
    /// <param name="monetaryUnit">The "one" of <see cref="RfmBinning.QuantilePlusOne"/> for money, in minor units: 100 for CNY. 1 or more.</param>
    /// <exception cref="ArgumentException">The cuts do not fit together; the message lists every problem.</exception>
    public RfmCuts(
        RfmBinning binning, IReadOnlyList<RfmCut> recency, IReadOnlyList<RfmCut> frequency, IReadOnlyList<RfmCut> monetary, long monetaryUnit = 100)
    {
        ArgumentNullException.ThrowIfNull(recency);
        ArgumentNullException.ThrowIfNull(frequency);
        ArgumentNullException.ThrowIfNull(monetary);
        Binning = binning;
        MonetaryUnit = monetaryUnit;
        Recency = [.. recency];
        Frequency = [.. frequency];
        Monetary = [.. monetary];
        string[] problems = [.. Problems()];
        if (problems.Length > 0)
        {
            throw new ArgumentException(string.Join(" ", problems));
        }

        _plusOne = binning == RfmBinning.QuantilePlusOne ? 1 : 0;
        _plusMoney = binning == RfmBinning.QuantilePlusOne ? monetaryUnit : 0;
    }

    /// <summary>The rule.</summary>
    public RfmBinning Binning { get; }

    /// <summary>The number of bins, and so the highest score: 2 to 10.</summary>
    public int Bins => Recency.Count + 1;

    /// <summary>The cuts in days. They count upwards; the score is reversed, because fewer days are better.</summary>
    public IReadOnlyList<RfmCut> Recency { get; }

    /// <summary>The cuts in orders.</summary>
    public IReadOnlyList<RfmCut> Frequency { get; }

    /// <summary>The cuts in minor units.</summary>
    public IReadOnlyList<RfmCut> Monetary { get; }

    /// <summary>One unit of money in minor units, for <see cref="RfmBinning.QuantilePlusOne"/>.</summary>
    public long MonetaryUnit { get; }

    /// <summary>Scores one member.</summary>
    /// <param name="input">His measures.</param>
    /// <returns>The scores.</returns>
    public RfmScore Score(RfmInput input) => new(
        Bins - Passed(Recency, input.RecencyDays, _plusOne),
        1 + Passed(Frequency, input.Frequency, _plusOne),
        1 + Passed(Monetary, input.Monetary, _plusMoney));

    /// <summary>The cuts on one line, exactly; <see cref="Parse"/> reads it back. It is what is stored, and what <see cref="RfmStanding.Version"/> is a digest of.</summary>
    /// <returns>Such as <c>rfm1 Quantile 100 114,180,296+2/5,481 3,4,5,7 25480,38100,50540,66500</c>.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Format} {Binning} {MonetaryUnit} {string.Join(',', Recency)} {string.Join(',', Frequency)} {string.Join(',', Monetary)}");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <param name="text">The line.</param>
    /// <returns>The cuts.</returns>
    /// <exception cref="ArgumentException">The cuts do not fit together.</exception>
    /// <exception cref="FormatException">The line was not written by <see cref="ToString"/>.</exception>
    public static RfmCuts Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] words = text.Split(' ');
        if (words.Length != 6 || words[0] != Format || !Enum.TryParse(words[1], out RfmBinning binning)
            || !long.TryParse(words[2], NumberStyles.None, CultureInfo.InvariantCulture, out long unit))
        {
            throw new FormatException($"This is no line of RFM cuts; it must begin with {Format}.");
        }

        var cuts = new RfmCuts(binning, ParseCuts(words[3]), ParseCuts(words[4]), ParseCuts(words[5]), unit);
        // Versions are digests of the line, so there is one line for the same cuts.
        return cuts.ToString() == text ? cuts : throw new FormatException("This line of RFM cuts is not written the way the SDK writes it.");
    }

    private static RfmCut[] ParseCuts(string text) =>
        [.. text.Split(',').Select(static part => RfmCut.TryParse(part, out RfmCut cut) ? cut : throw new FormatException("This line of RFM cuts has a cut that is no number."))];

    private static int Passed(IReadOnlyList<RfmCut> cuts, long value, long plus)
    {
        int passed = 0;
        while (passed < cuts.Count && Passes(value, cuts[passed], plus))
        {
            passed++;
        }

        return passed;
    }

    /// <summary>Values are whole, so above 296 2/5 is above 296, and from 297 2/5 is from 298.</summary>
    private static bool Passes(long value, RfmCut cut, long plus) => plus == 0
        ? value > cut.Whole
        : value >= (Int128)cut.Whole + plus + (cut.Part > 0 ? 1 : 0);

    private IEnumerable<string> Problems()
    {
        if (!Enum.IsDefined(Binning))
        {
            yield return $"Binning is {Binning}; use one of {string.Join(", ", Enum.GetNames<RfmBinning>())}.";
        }

        if (MonetaryUnit < 1)
        {
            yield return $"MonetaryUnit is {MonetaryUnit}; use 1 or more minor units.";
        }

        if (Bins is < MinBins or > MaxBins)
        {
            yield return $"There are {Recency.Count} recency cuts; use {MinBins - 1} to {MaxBins - 1}.";
        }

        foreach ((string measure, IReadOnlyList<RfmCut> cuts) in new[] { ("recency", Recency), ("frequency", Frequency), ("monetary", Monetary) })
        {
            if (cuts.Count != Recency.Count)
            {
                yield return $"There are {cuts.Count} {measure} cuts and {Recency.Count} recency cuts; all measures have the same number of bins.";
            }

            for (int i = 1; i < cuts.Count; i++)
            {
                if (cuts[i].CompareTo(cuts[i - 1]) < 0)
                {
                    yield return $"The {measure} cuts descend from {cuts[i - 1]} to {cuts[i]}; write them in ascending order.";
                }
            }
        }
    }
}
