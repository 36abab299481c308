namespace PrivateDomain.Sdk.Metrics;

/// <summary>What a purchase holds of one category, in minor units of the purchase's currency.</summary>
/// <param name="Category">The category of the order's lines.</param>
/// <param name="Amount">What was paid for those lines, from 0.</param>
/// <param name="Refunded">How much of it was refunded, never above <paramref name="Amount"/>; see <see cref="Purchase.Categories"/>.</param>
public sealed record PurchasedCategory(string Category, long Amount, long Refunded);
