using System.Numerics;
using PrivateDomain.Sdk.Rfm;

namespace PrivateDomain.Sdk.Tests.Rfm;

/// <summary>Bins by the definitions: everything sorted, exact fractions as pairs of big integers, no counting of distinct values.</summary>
internal static class NaiveBins
{
    internal static int[] Of(IReadOnlyList<long> values, RfmBinning binning, int bins, long unit) => [.. values.Select(v => BinOf(v, values, binning, bins, unit))];

    private static int BinOf(long value, IReadOnlyList<long> values, RfmBinning binning, int bins, long unit)
    {
        BigInteger[] sorted = [.. values.Select(v => (BigInteger)v).Order()];
        if (binning == RfmBinning.EqualCount)
        {
            // The middle of the stretch [first, last + 1) of equal values, as a share of all.
            int first = Array.IndexOf(sorted, value);
            int last = Array.LastIndexOf(sorted, value);
            return 1 + ((first + last + 1) * bins / (2 * sorted.Length));
        }

        int bin = 1;
        for (int j = 1; j < bins; j++)
        {
            // The quantile times bins, so that it is whole.
            int position = (sorted.Length - 1) * j;
            BigInteger low = sorted[position / bins];
            BigInteger high = sorted[Math.Min((position / bins) + 1, sorted.Length - 1)];
            BigInteger quantile = (low * bins) + ((position % bins) * (high - low));
            bin += binning == RfmBinning.Quantile
                ? (value * (BigInteger)bins > quantile ? 1 : 0)
                : ((value - (BigInteger)unit) * bins >= quantile ? 1 : 0);
        }

        return bin;
    }
}
