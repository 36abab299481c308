using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Points;

namespace PrivateDomain.Sdk.Orders;

/// <summary>The orders of the shop, as far as they move points and commission: one call per event, one commit each. Thread-safe.</summary>
public interface IOrders
{
    /// <summary>An order was paid: books expired points, uses its coupons, spends the points that it redeems, grants what it earns, and pays the referrers.</summary>
    /// <param name="command">The order.</param>
    /// <param name="cancellationToken">Cancels waiting; the order is then stored whole or not at all.</param>
    /// <returns>
    /// The receipt, or a refusal: <see cref="MemberRefusals.NotFound"/>, <see cref="OrderRefusals.InvalidLine"/>, <see cref="OrderRefusals.AmountOutOfRange"/>,
    /// <see cref="OrderRefusals.CurrencyMismatch"/>, <see cref="OrderRefusals.PartsDoNotAddUp"/>, <see cref="PointRefusals.Insufficient"/>,
    /// <see cref="PointRefusals.BalanceTooLarge"/>; of an order that names coupons also <see cref="CouponRefusals.NotFound"/>,
    /// <see cref="CouponRefusals.NotValidYet"/>, <see cref="CouponRefusals.Expired"/>, <see cref="CouponRefusals.Reserved"/>,
    /// <see cref="CouponRefusals.Redeemed"/>, <see cref="CouponRefusals.Revoked"/>, <see cref="CouponRefusals.NamedTwice"/>,
    /// <see cref="CouponRefusals.TooMany"/>, <see cref="CouponRefusals.NotInScope"/>, <see cref="CouponRefusals.BelowThreshold"/>,
    /// <see cref="CouponRefusals.NotStackable"/>, <see cref="CouponRefusals.NoEffect"/>, <see cref="CouponRefusals.DiscountMismatch"/>.
    /// </returns>
    /// <remarks>Idempotent by order id. Calls for one member made one after the other in this process are decided in that order.</remarks>
    /// <exception cref="Storage.StoreException">The store failed; call again with the same command.</exception>
    ValueTask<Outcome<OrderReceipt>> PaidAsync(OrderPaid command, CancellationToken cancellationToken = default);

    /// <summary>A part of an order was refunded: points and commission are taken back under the terms that the order was paid under; coupons come back with the last part.</summary>
    /// <param name="command">The refund.</param>
    /// <param name="cancellationToken">Cancels waiting; the refund is then stored whole or not at all.</param>
    /// <returns>
    /// The receipt, or a refusal: <see cref="OrderRefusals.NotFound"/>, <see cref="OrderRefusals.RefundUnclear"/>,
    /// <see cref="OrderRefusals.RefundAmountOutOfRange"/>, <see cref="OrderRefusals.RefundCurrencyMismatch"/>,
    /// <see cref="OrderRefusals.RefundLineNotFound"/>, <see cref="OrderRefusals.RefundExceedsPaid"/>,
    /// <see cref="PointRefusals.BalanceTooLarge"/>.
    /// </returns>
    /// <remarks>Idempotent by refund id. Any sequence of refunds that adds up to the whole ends where one full refund ends.</remarks>
    /// <exception cref="Storage.StoreException">The store failed; call again with the same command.</exception>
    ValueTask<Outcome<RefundReceipt>> RefundedAsync(OrderRefunded command, CancellationToken cancellationToken = default);

    /// <summary>Reads an order.</summary>
    /// <param name="orderId">Which.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The order, or <see langword="null"/>.</returns>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<Order?> GetAsync(OrderId orderId, CancellationToken cancellationToken = default);
}
