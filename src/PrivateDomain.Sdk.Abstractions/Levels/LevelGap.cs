namespace PrivateDomain.Sdk.Levels;

/// <summary>What is missing to the next level (升级差距).</summary>
/// <param name="Next">The next level.</param>
/// <param name="Growth">The growth that is missing, at least 1.</param>
/// <param name="Money">
/// The least amount that brings it when spent in one order on the day that is looked at; never more than the greatest 64-bit number of minor units. In
/// several orders it may take a little more, since each is rounded down by itself.
/// </param>
/// <remarks>An immutable value.</remarks>
public sealed record LevelGap(Level Next, long Growth, Money Money);
