using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Metrics;

/// <summary>A member's metrics (会员指标) in the program's currency.</summary>
/// <remarks>
/// <para>
/// Spend is what was paid for goods, without freight and tax, less what was refunded of it. An order that is refunded in full does not count: it leaves
/// orders, spend, first and last order, windows, categories and referrals as if it had never been; only the figures about refunds remember it.
/// </para>
/// <para>Totals are as they stand when they are read; <see cref="AsOf"/> moves windows and days only.</para>
/// </remarks>
public sealed record MemberMetrics
{
    /// <summary>Whose.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>The moment at which windows end and to which days are counted, in UTC.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>How many orders count.</summary>
    public required long Orders { get; init; }

    /// <summary>What was paid for goods and not refunded.</summary>
    public required Money Spend { get; init; }

    /// <summary><see cref="Spend"/> / <see cref="Orders"/>, rounded half up to the minor unit; <see langword="null"/> without orders.</summary>
    public required Money? AverageOrder { get; init; }

    /// <summary>When the first order that counts was paid; <see langword="null"/> without orders.</summary>
    public required DateTimeOffset? FirstOrderAt { get; init; }

    /// <summary>When the last order that counts was paid; <see langword="null"/> without orders.</summary>
    public required DateTimeOffset? LastOrderAt { get; init; }

    /// <summary>
    /// Days from the business date of the first order to that of <see cref="AsOf"/>, in the program's time zone: 0 on the same date, negative when
    /// the moment lies before; <see langword="null"/> without orders.
    /// </summary>
    public required int? DaysSinceFirstOrder { get; init; }

    /// <summary>The same for the last order: its recency.</summary>
    public required int? DaysSinceLastOrder { get; init; }

    /// <summary>Orders and spend of the last days, one for each configured window, shortest first.</summary>
    public required IReadOnlyList<WindowMetrics> Windows { get; init; }

    /// <summary>The categories bought, by code point; without those that were returned.</summary>
    public required IReadOnlyList<CategoryMetrics> Categories { get; init; }

    /// <summary>How many orders were refunded in full and no longer count.</summary>
    public required long OrdersReturned { get; init; }

    /// <summary>How many orders had a refund, in part or in full.</summary>
    public required long OrdersRefunded { get; init; }

    /// <summary>What was refunded of goods.</summary>
    public required Money Refunded { get; init; }

    /// <summary>
    /// <see cref="Refunded"/> / (<see cref="Spend"/> + <see cref="Refunded"/>), from 0 to 1, rounded half up to nine decimals;
    /// <see langword="null"/> when nothing was ever paid for goods.
    /// </summary>
    public required decimal? RefundRate { get; init; }

    /// <summary>What he brought as a referrer.</summary>
    public required ReferralMetrics Referrals { get; init; }
}
