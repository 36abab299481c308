namespace PrivateDomain.Sdk.Coupons;

/// <summary>Settings of coupons.</summary>
public sealed class CouponOptions
{
    /// <summary>The most coupons of one order when nothing is configured.</summary>
    public const int DefaultMaxPerOrder = 5;

    /// <summary>The most that <see cref="MaxPerOrder"/> may be.</summary>
    public const int LargestMaxPerOrder = 20;

    /// <summary>The most live coupons of one member when nothing is configured.</summary>
    public const int DefaultMaxLivePerMember = 200;

    /// <summary>The most that <see cref="MaxLivePerMember"/> may be: a member's live coupons are read at once.</summary>
    public const int LargestMaxLivePerMember = 1_000;

    /// <summary>The most that <see cref="LongestHold"/> may be: 30 days.</summary>
    public static readonly TimeSpan LargestLongestHold = TimeSpan.FromDays(30);

    /// <summary>How many coupons one order may use; 1 to 20, and 5 by default.</summary>
    public int MaxPerOrder { get; set; } = DefaultMaxPerOrder;

    /// <summary>
    /// How many coupons a member may have that are issued or reserved, those included whose time is over until that is booked; 1 to 1,000, and 200 by
    /// default. Lowering it takes nothing away: whoever has more can only be given no further ones.
    /// </summary>
    public int MaxLivePerMember { get; set; } = DefaultMaxLivePerMember;

    /// <summary>How long coupons may be held for an order that is being paid; above zero, at most 30 days, and one day by default.</summary>
    public TimeSpan LongestHold { get; set; } = TimeSpan.FromDays(1);
}
