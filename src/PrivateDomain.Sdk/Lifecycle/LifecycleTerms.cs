namespace PrivateDomain.Sdk.Lifecycle;

/// <summary>Settings of the lifecycle, checked and fixed. <see cref="LifecycleOptions"/> says what each means.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record LifecycleTerms
{
    /// <summary>Checks and copies settings.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">The settings are not usable; the message lists every problem.</exception>
    public LifecycleTerms(LifecycleOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] problems = [.. LifecycleOptionRules.ProblemsOf(options)];
        if (problems.Length > 0)
        {
            throw new ArgumentException(string.Join(" ", problems), nameof(options));
        }

        NewDays = options.NewDays;
        NewPurchases = options.NewPurchases;
        LoyalPurchases = options.LoyalPurchases;
        LoyalWindowDays = options.LoyalWindowDays;
        WonBackDays = options.WonBackDays;
        AtRiskPercent = options.AtRiskPercent;
        SilentPercent = options.SilentPercent;
        LostPercent = options.LostPercent;
        TypicalGapDays = options.TypicalGapDays;
        TypicalGapWeight = options.TypicalGapWeight;
        RhythmGaps = options.RhythmGaps;
        MinRhythmDays = options.MinRhythmDays;
        MaxRhythmDays = options.MaxRhythmDays;
    }

    /// <summary>The terms when nothing is configured.</summary>
    public static LifecycleTerms Default { get; } = new(new LifecycleOptions());

    /// <summary>How long a member is new.</summary>
    public int NewDays { get; }

    /// <summary>With how many purchase days he is not new any more.</summary>
    public int NewPurchases { get; }

    /// <summary>How many purchase days within the window make him loyal.</summary>
    public int LoyalPurchases { get; }

    /// <summary>The window that loyalty looks at, in days.</summary>
    public int LoyalWindowDays { get; }

    /// <summary>How long he counts as won back.</summary>
    public int WonBackDays { get; }

    /// <summary>The share of his rhythm after which he is at risk.</summary>
    public int AtRiskPercent { get; }

    /// <summary>The share of his rhythm after which he is silent.</summary>
    public int SilentPercent { get; }

    /// <summary>The share of his rhythm after which he is lost.</summary>
    public int LostPercent { get; }

    /// <summary>The typical days between two purchases.</summary>
    public int TypicalGapDays { get; }

    /// <summary>How many gaps of his own the typical one weighs as much as.</summary>
    public int TypicalGapWeight { get; }

    /// <summary>How many latest gaps his rhythm is the median of.</summary>
    public int RhythmGaps { get; }

    /// <summary>The shortest rhythm.</summary>
    public int MinRhythmDays { get; }

    /// <summary>The longest rhythm.</summary>
    public int MaxRhythmDays { get; }
}
