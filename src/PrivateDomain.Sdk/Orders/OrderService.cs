using PrivateDomain.Sdk.Hosting;

namespace PrivateDomain.Sdk.Orders;

/// <inheritdoc/>
internal sealed class OrderService(ProgramContext context) : IOrders
{
    private readonly PaidOperation _paid = new(context.Policies);
    private readonly RefundedOperation _refunded = new(context.Policies);

    public async ValueTask<Outcome<OrderReceipt>> PaidAsync(OrderPaid command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return OrderRules.Refuse(command, context.Currency, context.Options.Orders.MaxAmount) is { } refusal
            ? new Outcome<OrderReceipt>(refusal)
            : await context.RunAsync(_paid, command, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<Outcome<RefundReceipt>> RefundedAsync(OrderRefunded command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return RefundRules.Refuse(command, context.Options.Orders.MaxAmount) is { } refusal
            ? new Outcome<RefundReceipt>(refusal)
            : await context.RunAsync(_refunded, command, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<Order?> GetAsync(OrderId orderId, CancellationToken cancellationToken = default) =>
        context.FindAsync<Order>(Order.KeyOf(context.Program.Value, orderId), cancellationToken);
}
