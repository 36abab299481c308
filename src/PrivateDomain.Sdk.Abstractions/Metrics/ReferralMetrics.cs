namespace PrivateDomain.Sdk.Metrics;

/// <summary>What a member brought as a referrer (推荐人).</summary>
/// <param name="Members">How many members are bound to him now.</param>
/// <param name="Orders">How many orders that count were paid while he was the buyer's referrer.</param>
/// <param name="Spend">What was paid for their goods and not refunded.</param>
public sealed record ReferralMetrics(long Members, long Orders, Money Spend);
