namespace PrivateDomain.Sdk.Points;

/// <summary>Settings of points. The earning terms among them are kept as a version with every decision made under them.</summary>
public sealed class PointOptions
{
    /// <summary>The most points of one operation when nothing is configured.</summary>
    public const long DefaultMaxPerOperation = 1_000_000_000_000;

    /// <summary>Points earned for one unit (元, not 分) of an order's goods, rounded down; 0 to 1,000,000 with at most nine decimals. 0 by default.</summary>
    public decimal EarnPerUnit { get; set; }

    /// <summary>How long points live from their grant, above zero and at most 100 years; <see langword="null"/> (the default) for ever.</summary>
    public TimeSpan? ExpiresAfter { get; set; }

    /// <summary>How long points wait from their grant until they may be spent, from zero (the default) to below <see cref="ExpiresAfter"/>.</summary>
    public TimeSpan PendingFor { get; set; }

    /// <summary>The most points that one call of <see cref="IPoints"/> may grant, spend or reverse; orders are limited by their amount. 1 to 1,000,000,000,000,000.</summary>
    public long MaxPerOperation { get; set; } = DefaultMaxPerOperation;
}
