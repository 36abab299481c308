namespace PrivateDomain.Sdk.Points;

/// <summary>How many points an order spends: an exact number, or a share of what is available at that moment.</summary>
/// <remarks>An immutable value and part of the order's content, so that the same order replayed is the same command.</remarks>
public readonly record struct PointRedemption
{
    private PointRedemption(long points, long shareBillionths)
    {
        Points = points;
        ShareBillionths = shareBillionths;
    }

    /// <summary>Spends nothing.</summary>
    public static PointRedemption None => default;

    /// <summary>The exact number; 0 where a share is asked for.</summary>
    public long Points { get; }

    /// <summary>The share in billionths; 0 where an exact number is asked for.</summary>
    internal long ShareBillionths { get; }

    /// <summary>The share, from 0 to 1; 0 where an exact number is asked for.</summary>
    public decimal Share => Billionths.ToDecimal(ShareBillionths);

    /// <summary>Spends an exact number; the order is refused when fewer are available.</summary>
    /// <param name="points">How many, from 0.</param>
    /// <returns>The redemption.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static PointRedemption Exactly(long points)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(points);
        return new PointRedemption(points, 0);
    }

    /// <summary>Spends a share of the available points, rounded down.</summary>
    /// <param name="share">From 0 to 1, with at most nine decimals.</param>
    /// <returns>The redemption.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is below 0, above 1, or has more than nine decimals.</exception>
    public static PointRedemption ShareOfAvailable(decimal share) => share <= 1 && Billionths.TryFrom(share, out long billionths)
        ? new PointRedemption(0, billionths)
        : throw new ArgumentOutOfRangeException(nameof(share), share, "A share of points lies between 0 and 1 and has at most nine decimals.");
}
