using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PrivateDomain.Sdk.Rfm;

/// <summary>Scores members one at a time, by cuts and a segment table that are fixed.</summary>
/// <remarks>Immutable and thread-safe. Pure: no store, no clock.</remarks>
public sealed class RfmScoring
{
    /// <summary>Puts cuts and names together.</summary>
    /// <param name="cuts">The cuts.</param>
    /// <param name="segments">The names, for as many bins.</param>
    /// <exception cref="ArgumentException">The table is written for another number of bins.</exception>
    public RfmScoring(RfmCuts cuts, RfmSegmentTable segments)
    {
        ArgumentNullException.ThrowIfNull(cuts);
        ArgumentNullException.ThrowIfNull(segments);
        if (cuts.Bins != segments.Bins)
        {
            throw new ArgumentException($"The segment table is written for {segments.Bins} bins and the cuts make {cuts.Bins}; give a table for as many.", nameof(segments));
        }

        Cuts = cuts;
        Segments = segments;
        byte[] text = Encoding.UTF8.GetBytes($"{cuts}\n{segments}");
        Version = Convert.ToHexString(SHA256.HashData(text).AsSpan(0, 8)).ToLower(CultureInfo.InvariantCulture);
    }

    /// <summary>The cuts.</summary>
    public RfmCuts Cuts { get; }

    /// <summary>The names.</summary>
    public RfmSegmentTable Segments { get; }

    /// <summary>A digest of both, 16 hexadecimal digits: equal for equal cuts and equal tables, on every machine.</summary>
    public string Version { get; }

    /// <summary>Makes the scoring of settings: by their fixed cuts, or by cuts found in a distribution.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="distribution">The members counted; not looked at when the cuts are fixed.</param>
    /// <param name="currency">The currency of the amounts: its unit is the "one" of <see cref="RfmBinning.QuantilePlusOne"/> unless the settings say otherwise.</param>
    /// <returns>The scoring.</returns>
    /// <exception cref="ArgumentException">The settings are not usable; the message lists every problem.</exception>
    /// <exception cref="InvalidOperationException">The cuts are to be found, and the distribution has no members.</exception>
    public static RfmScoring From(RfmOptions options, RfmDistribution distribution, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(distribution);
        string[] problems = [.. RfmOptionRules.ProblemsOf(options)];
        if (problems.Length > 0)
        {
            throw new ArgumentException(string.Join(" ", problems), nameof(options));
        }

        long unit = options.MonetaryUnit ?? currency.MinorUnitsPerUnit;
        RfmCuts cuts = options.Binning == RfmBinning.FixedCuts
            ? new RfmCuts(options.Binning, Fixed(options.RecencyCuts), Fixed(options.FrequencyCuts), Fixed(options.MonetaryCuts), unit)
            : distribution.ToCuts(options.Binning, options.Bins, unit);
        return new RfmScoring(cuts, options.Segments);
    }

    /// <summary>Scores a member and names his segment.</summary>
    /// <param name="input">His measures.</param>
    /// <param name="asOf">The day that they were taken on.</param>
    /// <returns>His standing.</returns>
    public RfmStanding Of(RfmInput input, DateOnly asOf)
    {
        RfmScore score = Cuts.Score(input);
        return new RfmStanding(input.MemberId, asOf, score, Segments.SegmentOf(score), Version);
    }

    private static RfmCut[] Fixed(IReadOnlyList<long> cuts) => [.. cuts.Select(static cut => new RfmCut(cut))];
}
