using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Coupons;

namespace PrivateDomain.Sdk.Orders;

/// <summary>What a refund moved.</summary>
/// <param name="RefundId">The refund.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Refunded">How much this refund was, in minor units.</param>
/// <param name="RefundedInAll">How much of the order is refunded now, in minor units.</param>
/// <param name="PointsExpired">Points of the member that had run out and were booked first.</param>
/// <param name="PointsReversed">Points taken from the member's lots.</param>
/// <param name="PointsSettled">Points that had expired already and counted as settled.</param>
/// <param name="DebtIncurred">Points that became debt.</param>
/// <param name="Balance">The member's points afterwards, pending ones included.</param>
/// <param name="Debt">The member's debt afterwards.</param>
/// <param name="Currency">The currency.</param>
/// <param name="Clawbacks">Who lost commission, by level.</param>
public sealed record RefundReceipt(
    RefundId RefundId,
    OrderId OrderId,
    long Refunded,
    long RefundedInAll,
    long PointsExpired,
    long PointsReversed,
    long PointsSettled,
    long DebtIncurred,
    long Balance,
    long Debt,
    Currency Currency,
    IReadOnlyList<CommissionShare> Clawbacks)
{
    // Answers that were kept before there were coupons say nothing of them.
    private readonly IReadOnlyList<CouponId>? _couponsReturned;

    /// <summary>The coupons that came back, since the order is refunded whole.</summary>
    public IReadOnlyList<CouponId> CouponsReturned
    {
        get => _couponsReturned ?? [];
        init => _couponsReturned = value;
    }
}
