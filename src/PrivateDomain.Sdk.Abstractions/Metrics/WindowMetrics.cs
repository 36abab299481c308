namespace PrivateDomain.Sdk.Metrics;

/// <summary>What a member bought in the last days.</summary>
/// <param name="Days">How many days: business dates in the program's time zone, the last of them that of <see cref="MemberMetrics.AsOf"/>.</param>
/// <param name="Orders">How many orders that count were paid on those days, up to the moment itself.</param>
/// <param name="Spend">What was paid for their goods and not refunded.</param>
public sealed record WindowMetrics(int Days, long Orders, Money Spend);
