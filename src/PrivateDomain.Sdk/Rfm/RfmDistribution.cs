namespace PrivateDomain.Sdk.Rfm;

/// <summary>The members' three measures, counted in one pass. From it come the cuts, by which a second pass scores each member by himself.</summary>
/// <remarks>
/// Not thread-safe. Memory grows with the number of different values, not of members. The order of additions makes no difference.
/// </remarks>
public sealed class RfmDistribution
{
    /// <summary>Days since the last purchase.</summary>
    public RfmHistogram Recency { get; } = new();

    /// <summary>Orders.</summary>
    public RfmHistogram Frequency { get; } = new();

    /// <summary>Minor units.</summary>
    public RfmHistogram Monetary { get; } = new();

    /// <summary>How many members were added.</summary>
    public long Count => Recency.Count;

    /// <summary>Adds a member.</summary>
    /// <param name="input">His measures.</param>
    public void Add(RfmInput input)
    {
        Recency.Add(input.RecencyDays);
        Frequency.Add(input.Frequency);
        Monetary.Add(input.Monetary);
    }

    /// <summary>Finds the cuts of all measures.</summary>
    /// <param name="binning">The rule; not <see cref="RfmBinning.FixedCuts"/>.</param>
    /// <param name="bins">How many bins, 2 to 10.</param>
    /// <param name="monetaryUnit">The "one" of <see cref="RfmBinning.QuantilePlusOne"/> for money, in minor units: 100 for CNY.</param>
    /// <returns>The cuts.</returns>
    /// <exception cref="ArgumentException">An argument is out of its range.</exception>
    /// <exception cref="InvalidOperationException">There are no members.</exception>
    public RfmCuts ToCuts(RfmBinning binning, int bins = 5, long monetaryUnit = 100) =>
        new(binning, Recency.ToCuts(binning, bins), Frequency.ToCuts(binning, bins), Monetary.ToCuts(binning, bins), monetaryUnit);
}
