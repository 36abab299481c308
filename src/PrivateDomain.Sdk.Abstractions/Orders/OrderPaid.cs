using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Points;

namespace PrivateDomain.Sdk.Orders;

/// <summary>An order was paid. The order's id is the key: the same order again returns the first answer.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="MemberId">Who paid.</param>
/// <param name="Lines">What was bought, at least one line, all in one currency.</param>
/// <param name="PaidAt">When: the time of every decision about this order.</param>
public sealed record OrderPaid(OrderId OrderId, MemberId MemberId, IReadOnlyList<OrderLine> Lines, DateTimeOffset PaidAt)
{
    /// <summary>What was paid for delivery; earns no points and no commission.</summary>
    public Money? Freight { get; init; }

    /// <summary>What was paid as tax on top of the lines; earns no points and no commission.</summary>
    public Money? Tax { get; init; }

    /// <summary>What was paid in all. When given, lines, freight and tax must add up to it.</summary>
    public Money? Amount { get; init; }

    /// <summary>Where it was bought: <c>mini-program</c>, <c>store-12</c>; a label of 1 to 128 characters.</summary>
    public string? Channel { get; init; }

    /// <summary>The points that the order spends, in the same commit. What was paid in money does not change by it.</summary>
    public PointRedemption Redeem { get; init; }

    /// <summary>
    /// The coupons that the order uses, in the same commit; none by default. What they took off is part of the lines: see <see cref="OrderLine.CouponDiscount"/>.
    /// </summary>
    public IReadOnlyList<CouponId> Coupons { get; init; } = [];
}
