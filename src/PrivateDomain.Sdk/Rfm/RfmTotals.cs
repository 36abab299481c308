using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Rfm;

/// <summary>Adds up what the members of each named segment come to. Holds as much as there are segments.</summary>
internal sealed class RfmTotals
{
    private readonly SortedDictionary<string, RfmSegmentTotal> _totals = new(CodePointComparer.Instance);

    internal long Members { get; private set; }

    internal void Add(string segment, RfmInput input)
    {
        RfmSegmentTotal before = _totals.GetValueOrDefault(segment) ?? new RfmSegmentTotal(segment, 0, 0, 0);
        _totals[segment] = new RfmSegmentTotal(
            segment, before.Members + 1, checked(before.Orders + input.Frequency), checked(before.Spend + input.Monetary));
        Members++;
    }

    internal IReadOnlyList<RfmSegmentTotal> ToList() => [.. _totals.Values];
}
