namespace PrivateDomain.Sdk.Lifecycle;

/// <summary>Settings of the lifecycle: windows in days, and multiples of each member's own rhythm in percent.</summary>
public sealed class LifecycleOptions
{
    /// <summary>
    /// Whether orders and refunds keep each member's stage, in the same commit. Not by default: then nothing is done for it. Calling
    /// <see cref="Hosting.PrivateDomainBuilder.Lifecycle"/> sets it. Needs metrics.
    /// </summary>
    public bool IsKept { get; set; }

    /// <summary>How long a member is new, counted from the day of his first purchase; 1 to 3,650 days.</summary>
    public int NewDays { get; set; } = 30;

    /// <summary>With how many purchase days a member is not new any more, 2 to 1,000.</summary>
    public int NewPurchases { get; set; } = 3;

    /// <summary>How many purchase days within the window make a member loyal; from <see cref="NewPurchases"/> to 1,000.</summary>
    public int LoyalPurchases { get; set; } = 5;

    /// <summary>The window that loyalty looks at, ending today; 1 to 36,500 days.</summary>
    public int LoyalWindowDays { get; set; } = 365;

    /// <summary>How long a member counts as won back, counted from the purchase that brought him back; 1 to 3,650 days.</summary>
    public int WonBackDays { get; set; } = 60;

    /// <summary>At risk is who has not bought for more than this share of his rhythm; 100 to 10,000 percent.</summary>
    public int AtRiskPercent { get; set; } = 150;

    /// <summary>Silent is who has not bought for more than this; above <see cref="AtRiskPercent"/>, at most 10,000 percent.</summary>
    public int SilentPercent { get; set; } = 300;

    /// <summary>Lost is who has not bought for more than this; above <see cref="SilentPercent"/>, at most 10,000 percent.</summary>
    public int LostPercent { get; set; } = 600;

    /// <summary>The days that are typical between two purchases in this program: the rhythm of who bought once. From <see cref="MinRhythmDays"/> to <see cref="MaxRhythmDays"/>.</summary>
    public int TypicalGapDays { get; set; } = 30;

    /// <summary>How many of a member's own gaps the typical one weighs as much as; 0 to 100. With 0 a single gap of his own replaces it.</summary>
    public int TypicalGapWeight { get; set; } = 2;

    /// <summary>How many of a member's latest gaps his rhythm is the median of; 1 to 100.</summary>
    public int RhythmGaps { get; set; } = 12;

    /// <summary>No rhythm is shorter; 1 to <see cref="MaxRhythmDays"/> days. So a daily buyer is not at risk after a weekend.</summary>
    public int MinRhythmDays { get; set; } = 7;

    /// <summary>No rhythm is longer; up to 3,650 days. So nobody's silence goes unnoticed for ever.</summary>
    public int MaxRhythmDays { get; set; } = 365;

    /// <summary>The terms that stages are told by: these where they are kept, else the default ones.</summary>
    internal LifecycleTerms ToTerms() => IsKept ? new LifecycleTerms(this) : LifecycleTerms.Default;
}
