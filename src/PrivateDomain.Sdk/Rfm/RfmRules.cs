namespace PrivateDomain.Sdk.Rfm;

/// <summary>The pure arithmetic of cuts over counted values in ascending order.</summary>
internal static class RfmRules
{
    /// <summary>
    /// Type-7 quantiles (Hyndman and Fan 1996) at 1/k ... (k-1)/k: of n values in order, number (n-1)j/k counted from 0, and between two neighbors
    /// in proportion. The fraction has the denominator k, so it is exact.
    /// </summary>
    internal static RfmCut[] QuantileCuts(ReadOnlySpan<KeyValuePair<long, long>> ascending, long count, int bins)
    {
        var cuts = new RfmCut[bins - 1];
        int at = 0;
        long through = ascending[0].Value;
        for (int j = 1; j < bins; j++)
        {
            Int128 position = ((Int128)count - 1) * j;
            var rank = (long)(position / bins);
            while (through <= rank)
            {
                through += ascending[++at].Value;
            }

            long value = ascending[at].Key;
            long next = rank + 1 < through || at + 1 == ascending.Length ? value : ascending[at + 1].Key;
            cuts[j - 1] = Between(value, next, (int)(position % bins), bins);
        }

        return cuts;
    }

    /// <summary>
    /// The last value of each bin but the last. A stretch of c members of equal value that a members come before lies in bin floor((a + c/2) k / n):
    /// where its middle lies. Members of different values so fill bins whose sizes differ by at most one, and the rule is the same from either end.
    /// </summary>
    internal static RfmCut[] EqualCountCuts(ReadOnlySpan<KeyValuePair<long, long>> ascending, long count, int bins)
    {
        var cuts = new RfmCut[bins - 1];
        // Below everybody: a bin that nobody is in or under is passed by all.
        Array.Fill(cuts, new RfmCut(ascending[0].Key == long.MinValue ? long.MinValue : ascending[0].Key - 1));
        Int128 before = 0;
        foreach ((long value, long members) in ascending)
        {
            var bin = (int)(((2 * before) + members) * bins / (2 * (Int128)count));
            cuts.AsSpan(bin).Fill(new RfmCut(value));
            before += members;
        }

        return cuts;
    }

    private static RfmCut Between(long value, long next, int part, int parts)
    {
        Int128 above = ((Int128)next - value) * part;
        return new RfmCut((long)(value + (above / parts)), (int)(above % parts), parts);
    }
}
