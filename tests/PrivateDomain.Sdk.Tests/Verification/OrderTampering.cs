using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Storage;
using static PrivateDomain.Sdk.Tests.Verification.Tampered;

namespace PrivateDomain.Sdk.Tests.Verification;

/// <summary>The laws of orders, broken by hand.</summary>
internal static class OrderTampering
{
    internal static IEnumerable<(string Tampering, string Law)> Cases =>
    [
        ("order refunded", "L6"),
        ("order parts", "L9"),
        ("order of a foreign member", "L11"),
        ("order without operation", "I7"),
        ("order without sale", "I7"),
    ];

    internal static async Task<Change[]> ChangeAsync(string tampering, IRecordStore store)
    {
        Order order = await GetAsync<Order>(store, Order.KeyOf(Shop.Program, "o1"));
        CommissionSale sale = await GetAsync<CommissionSale>(store, CommissionSale.KeyOf(Shop.Program, "order/o1"));
        OperationRecord operation = await GetAsync<OperationRecord>(store, OperationRecord.KeyOf(Shop.Program, "o1", "order.paid"));
        return tampering switch
        {
            "order refunded" => [Update(order with { Refunded = order.Amount + 1 })],
            "order parts" => [Update(order with { Freight = 1 })],
            "order of a foreign member" => [Update(order with { MemberId = "stranger" })],
            "order without operation" => [new Change.Delete(operation.Key, operation.Revision)],
            "order without sale" => [new Change.Delete(sale.Key, sale.Revision)],
            _ => throw new ArgumentOutOfRangeException(nameof(tampering), tampering, "There is no such tampering."),
        };
    }
}
