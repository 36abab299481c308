namespace PrivateDomain.Sdk.Rfm;

/// <summary>Settings of RFM scoring.</summary>
public sealed class RfmOptions
{
    /// <summary>
    /// Whether scores are kept. Not by default. Calling <see cref="Hosting.PrivateDomainBuilder.Rfm"/> sets it. Needs metrics.
    /// </summary>
    public bool IsKept { get; set; }

    /// <summary>How the cuts are found. <see cref="RfmBinning.Quantile"/> by default.</summary>
    public RfmBinning Binning { get; set; }

    /// <summary>How many bins, and so the highest score: 2 to 10. 5 by default.</summary>
    public int Bins { get; set; } = 5;

    /// <summary>
    /// The "one" of <see cref="RfmBinning.QuantilePlusOne"/> for money, in minor units, 1 to 1,000,000,000,000,000;
    /// <see langword="null"/> (the default) for one unit of the program's currency: 100 for CNY, 1 for JPY.
    /// </summary>
    public long? MonetaryUnit { get; set; }

    /// <summary>For <see cref="RfmBinning.FixedCuts"/>: days, ascending, one less than <see cref="Bins"/>. Up to the first cut is the best score.</summary>
    public IReadOnlyList<long> RecencyCuts { get; set; } = [];

    /// <summary>For <see cref="RfmBinning.FixedCuts"/>: orders, ascending, one less than <see cref="Bins"/>. Up to the first cut is score 1.</summary>
    public IReadOnlyList<long> FrequencyCuts { get; set; } = [];

    /// <summary>For <see cref="RfmBinning.FixedCuts"/>: minor units, ascending, one less than <see cref="Bins"/>. Up to the first cut is score 1.</summary>
    public IReadOnlyList<long> MonetaryCuts { get; set; } = [];

    /// <summary>The names of segments, for as many bins; <see cref="RfmSegmentTable.Default"/> by default.</summary>
    public RfmSegmentTable Segments { get; set; } = RfmSegmentTable.Default;
}
