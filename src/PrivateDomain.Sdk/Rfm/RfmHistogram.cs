namespace PrivateDomain.Sdk.Rfm;

/// <summary>How many members have each value of one measure. Memory grows with the number of different values, not of members.</summary>
/// <remarks>Not thread-safe. The order of additions makes no difference.</remarks>
public sealed class RfmHistogram
{
    private readonly Dictionary<long, long> _members = [];

    /// <summary>How many members were added.</summary>
    public long Count { get; private set; }

    /// <summary>How many different values they have.</summary>
    public int DistinctValues => _members.Count;

    /// <summary>Adds members of one value.</summary>
    /// <param name="value">The value: days, orders or minor units.</param>
    /// <param name="members">How many members have it; zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of members is negative.</exception>
    /// <exception cref="OverflowException">All members together do not fit in 64 bits.</exception>
    public void Add(long value, long members = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(members);
        if (members == 0)
        {
            return;
        }

        Count = checked(Count + members);
        _members[value] = _members.GetValueOrDefault(value) + members;
    }

    /// <summary>Finds the cuts into bins.</summary>
    /// <param name="binning">The rule; <see cref="RfmBinning.FixedCuts"/> are not found but chosen, and refused here.</param>
    /// <param name="bins">How many bins, 2 to 10.</param>
    /// <returns>The cuts, ascending, one less than there are bins.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rule finds no cuts, or there are too few or too many bins.</exception>
    /// <exception cref="InvalidOperationException">There are no members.</exception>
    public IReadOnlyList<RfmCut> ToCuts(RfmBinning binning, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, RfmCuts.MinBins);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bins, RfmCuts.MaxBins);
        if (Count == 0)
        {
            throw new InvalidOperationException("There are no members, so there are no cuts; add members first.");
        }

        KeyValuePair<long, long>[] ascending = [.. _members];
        Array.Sort(ascending, static (a, b) => a.Key.CompareTo(b.Key));
        return binning switch
        {
            RfmBinning.Quantile or RfmBinning.QuantilePlusOne => RfmRules.QuantileCuts(ascending, Count, bins),
            RfmBinning.EqualCount => RfmRules.EqualCountCuts(ascending, Count, bins),
            _ => throw new ArgumentOutOfRangeException(nameof(binning), binning, "This rule finds no cuts; give them to the constructor of RfmCuts."),
        };
    }
}
