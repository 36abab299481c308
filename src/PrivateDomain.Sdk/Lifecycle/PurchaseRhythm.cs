namespace PrivateDomain.Sdk.Lifecycle;

/// <summary>The days to expect between two purchases of a member, told by his latest gaps and by what is typical.</summary>
/// <remarks>
/// The median, because one long holiday must not slow a rhythm down; of the latest gaps, because habits change; blended with the typical gap,
/// because a single gap says little and a one-time buyer has none.
/// </remarks>
internal sealed class PurchaseRhythm(LifecycleTerms terms)
{
    private readonly int[] _latest = new int[terms.RhythmGaps];
    private readonly int[] _sorted = new int[terms.RhythmGaps];
    private long _added;

    /// <summary>The rhythm in days.</summary>
    internal int Days { get; private set; } = terms.TypicalGapDays;

    /// <summary>Adds the gap that a purchase closed.</summary>
    internal void Add(int gap)
    {
        _latest[(int)(_added % _latest.Length)] = gap;
        _added++;
        var count = (int)Math.Min(_added, _latest.Length);
        Span<int> sorted = _sorted.AsSpan(0, count);
        _latest.AsSpan(0, count).CopyTo(sorted);
        sorted.Sort();

        // Of an even number of gaps the shorter middle one: being late is noticed rather early.
        long own = sorted[(count - 1) / 2];
        long weight = count + terms.TypicalGapWeight;
        long blend = ((2 * ((own * count) + ((long)terms.TypicalGapDays * terms.TypicalGapWeight))) + weight) / (2 * weight);
        Days = (int)Math.Clamp(blend, terms.MinRhythmDays, terms.MaxRhythmDays);
    }
}
