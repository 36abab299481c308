namespace PrivateDomain.Sdk.Orders;

/// <summary>A part of an order, or all of it, was refunded. The refund's id is the key.</summary>
/// <param name="RefundId">The refund.</param>
/// <param name="OrderId">The order.</param>
/// <param name="RefundedAt">When: the time of every decision about this refund.</param>
/// <remarks>
/// Names either <see cref="Amount"/> or <see cref="Lines"/>, with <see cref="Freight"/> and <see cref="Tax"/> beside lines if need be.
/// An amount refunds goods first, then tax, then freight.
/// </remarks>
public sealed record OrderRefunded(RefundId RefundId, OrderId OrderId, DateTimeOffset RefundedAt)
{
    /// <summary>Refunds an amount of the order as a whole.</summary>
    /// <param name="refundId">The refund.</param>
    /// <param name="orderId">The order.</param>
    /// <param name="amount">How much.</param>
    /// <param name="refundedAt">When.</param>
    public OrderRefunded(RefundId refundId, OrderId orderId, Money amount, DateTimeOffset refundedAt)
        : this(refundId, orderId, refundedAt) => Amount = amount;

    /// <summary>How much of the order as a whole.</summary>
    public Money? Amount { get; init; }

    /// <summary>How much of which lines.</summary>
    public IReadOnlyList<RefundedLine> Lines { get; init; } = [];

    /// <summary>How much of the freight, beside lines.</summary>
    public Money? Freight { get; init; }

    /// <summary>How much of the tax, beside lines.</summary>
    public Money? Tax { get; init; }
}
