namespace PrivateDomain.Sdk.Rfm;

/// <summary>How the cuts between scores are found, and when a value passes one.</summary>
/// <remarks>Names and numbers are stable: cuts are stored with them.</remarks>
public enum RfmBinning
{
    /// <summary>Cuts are type-7 quantiles (the default of R and NumPy) at 1/k, 2/k ... of the members; a value above a cut passes it.</summary>
    Quantile = 0,

    /// <summary>
    /// The same cuts, but a value passes one only from the cut plus one unit of the measure: one day, one order, one unit of money (元, not 分).
    /// It is what the published R package <c>rfm</c> does (rsquaredacademy/rfm), and differs where a cut is no whole number.
    /// </summary>
    QuantilePlusOne = 1,

    /// <summary>Cuts that somebody chose; a value above a cut passes it.</summary>
    FixedCuts = 2,

    /// <summary>
    /// Bins of equal size: the members are ranked and dealt into k bins whose sizes differ by at most one. Members of equal value stay together,
    /// in the bin in which the middle of their stretch of ranks lies.
    /// </summary>
    EqualCount = 3,
}
