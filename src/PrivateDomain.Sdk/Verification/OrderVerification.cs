using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Verification;

/// <summary>I7, L6 and L9 of orders: each has its operation, its parts add up, its refunds stay within what was paid, and its grant exists.</summary>
internal static class OrderVerification
{
    private const int OrdersAtOnce = 500;

    internal static async ValueTask RunAsync(ProgramContext context, Findings findings, CancellationToken cancellationToken)
    {
        var orders = new List<Order>(OrdersAtOnce);
        await foreach (Order order in context.ReadAllAsync(Order.Schema, cancellationToken).ConfigureAwait(false))
        {
            findings.Saw(order);
            CheckAmounts(order, findings);
            orders.Add(order);
            if (orders.Count == OrdersAtOnce)
            {
                await CheckReferencesAsync(context, orders, findings, cancellationToken).ConfigureAwait(false);
            }
        }

        await CheckReferencesAsync(context, orders, findings, cancellationToken).ConfigureAwait(false);
    }

    private static void CheckAmounts(Order order, Findings findings)
    {
        findings.Check(order is { Amount: >= 0, Goods: >= 0, Freight: >= 0, Tax: >= 0 }, "L9", order, $"an amount of the order is negative");
        findings.Check((Int128)order.Goods + order.Freight + order.Tax == order.Amount, "L9", order, $"the parts do not add up to {order.Amount}");
        findings.Check(
            order is { RefundedGoods: >= 0, RefundedTax: >= 0, RefundedFreight: >= 0 }
            && order.RefundedGoods <= order.Goods && order.RefundedTax <= order.Tax && order.RefundedFreight <= order.Freight
            && (Int128)order.RefundedGoods + order.RefundedTax + order.RefundedFreight == order.Refunded,
            "L6",
            order,
            $"{order.Refunded} of {order.Amount} are refunded: {order.RefundedGoods} of {order.Goods} for goods, {order.RefundedTax} of {order.Tax} as tax, {order.RefundedFreight} of {order.Freight} for freight");
    }

    private static async ValueTask CheckReferencesAsync(
        ProgramContext context, List<Order> orders, Findings findings, CancellationToken cancellationToken)
    {
        string program = context.Program.Value;
        var keys = new List<RecordKey>(orders.Count * 4);
        foreach (Order order in orders)
        {
            keys.Add(OperationRecord.KeyOf(program, order.OrderId.Value, "order.paid"));
            keys.Add(Member.KeyOf(program, order.MemberId));
            keys.Add(PointLot.KeyOf(program, order.MemberId, order.PointLot ?? 0));
            keys.Add(CommissionSale.KeyOf(program, OrderRules.ReferenceOf(order.OrderId)));
        }

        Snapshot found = await context.LoadAsync(new ReadSet(keys, []), cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < orders.Count; i++)
        {
            Order order = orders[i];
            var sale = (CommissionSale?)found.Records[(4 * i) + 3];
            findings.Check(found.Records[4 * i] is OperationRecord { RefusalCode: null }, "I7", order, $"the order has no accepted operation");
            findings.Check(found.Records[(4 * i) + 1] is not null, "L11", order, $"the order's member is not one of the program");
            findings.Check(
                order.PointLot is null == (order.PointsGranted == 0)
                && (order.PointLot is null || (found.Records[(4 * i) + 2] is PointLot lot && lot.OrderId == order.OrderId && lot.Initial == order.PointsGranted)),
                "I7",
                order,
                $"the order granted {order.PointsGranted} points and its lot does not say so");
            findings.Check(
                order.PaysCommission == sale is not null
                && (sale is null || (sale.Buyer == order.MemberId && sale.Base == order.Goods && sale.RefundedBase == order.RefundedGoods)),
                "I7",
                order,
                $"the order and its commission sale do not agree");
        }

        orders.Clear();
    }
}
