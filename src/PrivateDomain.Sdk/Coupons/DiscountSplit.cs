namespace PrivateDomain.Sdk.Coupons;

/// <summary>Takes a discount off lines by largest remainder: in proportion to what is left of each, whole minor units, ties to the earlier line.</summary>
internal static class DiscountSplit
{
    /// <summary>What is left of some lines together.</summary>
    internal static long Sum(ReadOnlySpan<long> left, ReadOnlySpan<int> lines)
    {
        long sum = 0;
        foreach (int line in lines)
        {
            sum += left[line];
        }

        return sum;
    }

    /// <summary>Takes an amount off some lines.</summary>
    /// <param name="left">What is left of all lines; those concerned are reduced.</param>
    /// <param name="lines">The places of the lines concerned.</param>
    /// <param name="amount">What is taken, from 1 to <paramref name="total"/>.</param>
    /// <param name="total">What is left of the lines concerned.</param>
    /// <param name="remainders">Room for twice as many numbers as lines are concerned.</param>
    internal static void Take(Span<long> left, ReadOnlySpan<int> lines, long amount, long total, Span<long> remainders)
    {
        if (amount == total)
        {
            foreach (int line in lines)
            {
                left[line] = 0;
            }

            return;
        }

        if (lines.Length == 1)
        {
            left[lines[0]] -= amount;
            return;
        }

        // A line's part is left * amount / total. Multiplying by this fraction of 2^64 gives it or one less, and the remainder, which is less than twice the
        // total and so fits in 64 bits whatever the products lost, tells which. One division for all lines.
        (ulong taken, ulong whole) = ((ulong)amount, (ulong)total);
        ulong fraction = whole <= uint.MaxValue ? (taken << 32) / whole << 32 : (ulong)(((UInt128)taken << 64) / whole);
        long rest = amount;
        for (int i = 0; i < lines.Length; i++)
        {
            ref long of = ref left[lines[i]];
            ulong part = Math.BigMul((ulong)of, fraction, out _);
            ulong remainder = unchecked(((ulong)of * taken) - (part * whole));
            if (remainder >= whole)
            {
                remainder -= whole;
                part++;
            }

            remainders[i] = (long)remainder;
            of -= (long)part;
            rest -= (long)part;
        }

        if (rest > 0)
        {
            TakeRest(left, lines, (int)rest, remainders);
        }
    }

    /// <summary>One more off as many lines as units are left, those with the largest remainders. There are more such lines than units.</summary>
    private static void TakeRest(Span<long> left, ReadOnlySpan<int> lines, int rest, Span<long> remainders)
    {
        ReadOnlySpan<long> given = remainders[..lines.Length];
        Span<long> sorted = remainders.Slice(lines.Length, lines.Length);
        given.CopyTo(sorted);
        sorted.Sort();
        long least = sorted[^rest];
        int ties = rest;
        for (int i = lines.Length - rest; i < lines.Length; i++)
        {
            ties -= sorted[i] > least ? 1 : 0;
        }

        for (int i = 0; i < lines.Length; i++)
        {
            if (given[i] > least || (given[i] == least && ties-- > 0))
            {
                left[lines[i]]--;
            }
        }
    }
}
