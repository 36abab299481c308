using PrivateDomain.Sdk.Benchmarks.Measuring;

namespace PrivateDomain.Sdk.Benchmarks;

/// <summary>The goals, as docs/performance.md states them.</summary>
internal static class Goals
{
    public const double ReplayOnSqlite = 5_000;

    public const double ReplayInMemory = 50_000;

    public const double SegmentMembers = 100_000 / 60.0;

    public const double SegmentStreamMegabytes = 32;

    public const double PointDecisions = 2_000_000;

    public const double CommissionDecisions = 2_900_000;

    /// <summary>Eight microseconds each.</summary>
    public const double BestCouponSets = 125_000;

    public static Goal PostgreSqlMany { get; } = Goal.AtLeast(3);

    public static Goal PostgreSqlHot { get; } = Goal.AtLeast(10);

    public static Goal PostgreSqlSingle { get; } = Goal.AtMost(1.15);

    public static Goal SqliteMany { get; } = Goal.AtLeast(0.7);

    public static Goal SqliteSingle { get; } = Goal.AtLeast(0.7);

    public static Goal History { get; } = Goal.AtMost(1.1);

    public static Goal MemberCount { get; } = Goal.AtMost(2);

    /// <summary>For figures whose reference is the goal itself: a rate.</summary>
    public static Goal TheReference { get; } = Goal.AtLeast(1);

    /// <summary>For figures whose reference is the goal itself: an amount.</summary>
    public static Goal NothingBeyondTheReference { get; } = Goal.AtMost(1);

    public static Goal NothingBeyondWhatIsReturned { get; } = Goal.AtMost(1);
}
