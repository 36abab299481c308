using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Hosting;

namespace PrivateDomain.Sdk.Orders;

/// <inheritdoc/>
internal sealed class OrderService(ProgramContext context) : IOrders
{
    private readonly PaidOperation _paid = new(context.Policies, context.Options.Metrics);
    private readonly RefundedOperation _refunded = new(context.Policies, context.Options.Metrics);

    public ValueTask<Outcome<OrderReceipt>> PaidAsync(OrderPaid command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        command = command.Coupons is null ? command with { Coupons = [] } : command;
        Refusal? unusable = OrderRules.Refuse(command, context.Currency, context.Options.Orders.MaxAmount)
            ?? CouponRedemption.Refuse(command, context.Options.Coupons);
        return unusable is { } refusal
            ? ValueTask.FromResult(new Outcome<OrderReceipt>(refusal))
            : context.RunAsync(_paid, command, cancellationToken);
    }

    public ValueTask<Outcome<RefundReceipt>> RefundedAsync(OrderRefunded command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        command = command.Lines is null ? command with { Lines = [] } : command;
        return RefundRules.Refuse(command, context.Options.Orders.MaxAmount) is { } refusal
            ? ValueTask.FromResult(new Outcome<RefundReceipt>(refusal))
            : context.RunAsync(_refunded, command, cancellationToken);
    }

    public ValueTask<Order?> GetAsync(OrderId orderId, CancellationToken cancellationToken = default) =>
        context.FindAsync<Order>(Order.KeyOf(context.Program.Value, orderId), cancellationToken);
}
