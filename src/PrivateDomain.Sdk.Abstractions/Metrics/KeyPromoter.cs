using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Metrics;

/// <summary>A member (KOC, 关键意见消费者) in the ranking of those who brought others.</summary>
/// <param name="Rank">The place, from 1; no two share one.</param>
/// <param name="MemberId">Who.</param>
/// <param name="Score">His score by the formula that was asked for, above 0.</param>
/// <param name="Brought">What he brought.</param>
/// <remarks>An immutable value.</remarks>
public sealed record KeyPromoter(int Rank, MemberId MemberId, Int128 Score, ReferralMetrics Brought);
