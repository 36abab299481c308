namespace PrivateDomain.Sdk.Orders;

/// <summary>Settings of orders.</summary>
public sealed class OrderOptions
{
    /// <summary>The largest order when nothing is configured, in minor units.</summary>
    public const long DefaultMaxAmount = 1_000_000_000_000;

    /// <summary>The most lines of an order.</summary>
    public const int MaxLines = 1_000;

    /// <summary>The largest total of one order, in minor units; 1 to 1,000,000,000,000,000.</summary>
    public long MaxAmount { get; set; } = DefaultMaxAmount;
}
