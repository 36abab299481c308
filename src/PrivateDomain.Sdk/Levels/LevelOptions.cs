namespace PrivateDomain.Sdk.Levels;

/// <summary>Settings of levels: what growth is, and how much of it a level takes.</summary>
public sealed class LevelOptions
{
    /// <summary>The most levels.</summary>
    public const int MaxSteps = 100;

    /// <summary>The longest window, and the longest time for which a level is kept: a hundred years.</summary>
    public const int MaxDays = 36_525;

    /// <summary>
    /// Whether orders and refunds keep each member's level, in the same commit. Not by default: then nothing is done for it. Calling
    /// <see cref="Hosting.PrivateDomainBuilder.Levels"/> sets it. Needs metrics.
    /// </summary>
    public bool IsKept { get; set; }

    /// <summary>The levels, lowest first: 1 to <see cref="MaxSteps"/> of them, with different names and ascending growth. Below the first there is no level.</summary>
    public IReadOnlyList<LevelStep> Steps { get; set; } = [];

    /// <summary>
    /// Growth for one unit (元, not 分) of what a purchase's goods cost and was not refunded, rounded down for each purchase; above 0, at most 1,000,000,
    /// with at most nine decimals. 1 by default.
    /// </summary>
    public decimal GrowthPerUnit { get; set; } = 1m;

    /// <summary>For how many days a purchase counts, its own day included; 1 to <see cref="MaxDays"/>, 365 by default. <see langword="null"/>: for ever.</summary>
    public int? Window { get; set; } = 365;

    /// <summary>
    /// For how many days a level is kept from each purchase with which the growth was enough for it, that day included; 0 to <see cref="MaxDays"/>, 365 by
    /// default. With 0 a level goes with the growth.
    /// </summary>
    public int KeepFor { get; set; } = 365;

    /// <summary>The terms that levels are told by; none where they are not kept.</summary>
    internal LevelTerms? ToTerms(Currency currency) => IsKept ? new LevelTerms(this, currency) : null;
}
