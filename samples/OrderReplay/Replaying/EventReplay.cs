using OrderReplay.Input;
using PrivateDomain.Sdk;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;

namespace OrderReplay.Replaying;

/// <summary>Turns the shop's events into calls of the SDK: one call and one commit per event.</summary>
/// <param name="privateDomain">The SDK.</param>
/// <param name="redeem">What an order spends, unless it is the member's first.</param>
/// <param name="progress">Told of every answer.</param>
internal sealed class EventReplay(IPrivateDomain privateDomain, PointRedemption redeem, PhaseProgress progress)
{
    // The shop's export has amounts and no lines. A shop that knows its lines passes them, and can then refund by line.
    private const string WholeOrder = "order";

    /// <summary>What became of the events.</summary>
    public EventTally Tally { get; } = new();

    public ValueTask ApplyAsync(ShopEvent shopEvent, CancellationToken cancellationToken) =>
        shopEvent.Kind == ShopEventKind.Order ? ApplyOrderAsync(shopEvent, cancellationToken) : ApplyRefundAsync(shopEvent, cancellationToken);

    private async ValueTask ApplyOrderAsync(ShopEvent order, CancellationToken cancellationToken)
    {
        var paid = new OrderPaid(order.OrderId, order.MemberId, [new OrderLine(WholeOrder, 1, order.Amount)], order.OccurredAt)
        {
            Redeem = order.FollowsEarlierOrder ? redeem : PointRedemption.None,
        };
        Outcome<OrderReceipt> outcome = await privateDomain.Orders.PaidAsync(paid, cancellationToken);
        Count(order, outcome.IsReplayed, outcome.Refusal);
    }

    private async ValueTask ApplyRefundAsync(ShopEvent refund, CancellationToken cancellationToken)
    {
        var refunded = new OrderRefunded(refund.EventId, refund.OrderId, refund.Amount, refund.OccurredAt);
        Outcome<RefundReceipt> outcome = await privateDomain.Orders.RefundedAsync(refunded, cancellationToken);
        Count(refund, outcome.IsReplayed, outcome.Refusal);
    }

    private void Count(ShopEvent shopEvent, bool isReplayed, Refusal? refusal)
    {
        Tally.Count(shopEvent, isReplayed, refusal);
        progress.Advance();
    }
}
