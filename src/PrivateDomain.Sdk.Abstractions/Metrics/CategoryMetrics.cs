namespace PrivateDomain.Sdk.Metrics;

/// <summary>What a member bought of one category.</summary>
/// <param name="Category">The category, as the orders' lines name it.</param>
/// <param name="Orders">How many orders that count hold something of it that is not refunded, from 1.</param>
/// <param name="Spend">What was paid for it and not refunded.</param>
public sealed record CategoryMetrics(string Category, long Orders, Money Spend);
