using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Referrals;

namespace PrivateDomain.Sdk.Tests.Metrics;

/// <summary>A random history of a shop: orders, refunds of all kinds, bindings and repeated calls, the same for the same seed.</summary>
internal sealed class History
{
    internal static readonly string[] Members = ["a", "b", "中", "\U0001F600"];
    internal static readonly DateTimeOffset Start = new(2023, 11, 5, 23, 59, 59, TimeSpan.Zero);
    private static readonly string?[] s_categories = [null, "tea", "茶", "\uE000", "\U0001F600", "A"];

    private readonly Random _random;
    private readonly List<OrderPaid> _orders = [];

    internal History(int seed, int events, bool isInOrder = true, bool hasFreeGoods = true)
    {
        _random = new Random(seed);
        for (int i = 0; i < events; i++)
        {
            DateTimeOffset now = Start.AddHours(i * 31);
            DateTimeOffset at = isInOrder ? now : Start.AddHours(_random.Next(20) * 100);
            Events.Add(_random.Next(20) switch
            {
                < 9 => Order(i, at, hasFreeGoods),
                < 17 when _orders.Count > 0 => Refund(i, now),
                < 17 => Order(i, at, hasFreeGoods),
                < 19 => new BindReferrer($"bind-{i}", Pick(Members), Pick(Members)) { OccurredAt = now },
                _ when i > 0 => Events[_random.Next(i)],
                _ => Order(i, at, hasFreeGoods),
            });
        }

        AsOf = Start.AddHours(events * 31);
    }

    internal List<object> Events { get; } = [];

    internal DateTimeOffset AsOf { get; }

    /// <summary>Tells a host what happened; the task's result says whether it was accepted now.</summary>
    internal static async Task<bool> TellAsync(IPrivateDomain domain, object happened, CancellationToken ct)
    {
        switch (happened)
        {
            case OrderPaid paid:
                Outcome<OrderReceipt> order = await domain.Orders.PaidAsync(paid, ct);
                return order is { IsAccepted: true, IsReplayed: false };
            case OrderRefunded refunded:
                Outcome<RefundReceipt> refund = await domain.Orders.RefundedAsync(refunded, ct);
                return refund is { IsAccepted: true, IsReplayed: false };
            default:
                Outcome<ReferralReceipt> binding = await domain.Referrals.BindAsync((BindReferrer)happened, ct);
                return binding is { IsAccepted: true, IsReplayed: false };
        }
    }

    internal static void Tell(NaiveMetrics naive, object happened)
    {
        switch (happened)
        {
            case OrderPaid paid:
                naive.Paid(paid);
                break;
            case OrderRefunded refunded:
                naive.Refunded(refunded);
                break;
            default:
                naive.Bound((BindReferrer)happened);
                break;
        }
    }

    internal static async Task RegisterAsync(Shop shop, CancellationToken ct)
    {
        foreach (string member in Members)
        {
            await shop.Domain.Members.RegisterAsync(new(member), ct);
        }
    }

    private static Money Cny(long minorUnits) => new(minorUnits, "CNY");

    private T Pick<T>(T[] values) => values[_random.Next(values.Length)];

    private long Amount(bool hasFreeGoods) => Pick<Func<long>>([() => hasFreeGoods ? 0 : 1, () => 1, () => 2, () => 3, () => 100, () => _random.Next(1, 1_000_000)])();

    private OrderPaid Order(int i, DateTimeOffset at, bool hasFreeGoods)
    {
        OrderLine[] lines = [.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => new OrderLine("sku", 1, Cny(Amount(hasFreeGoods))) { Category = Pick(s_categories) })];
        var order = new OrderPaid($"order-{i}", Pick(Members), lines, at)
        {
            Freight = _random.Next(3) == 0 ? Cny(5) : null,
            Tax = _random.Next(3) == 0 ? Cny(7) : null,
        };
        _orders.Add(order);
        return order;
    }

    private OrderRefunded Refund(int i, DateTimeOffset at)
    {
        OrderPaid order = _orders[_random.Next(_orders.Count)];
        long total = order.Lines.Sum(l => l.Amount.MinorUnits) + (order.Freight?.MinorUnits ?? 0) + (order.Tax?.MinorUnits ?? 0);
        var refund = new OrderRefunded($"refund-{i}", order.OrderId, at);
        int line = _random.Next(order.Lines.Count);
        long paid = order.Lines[line].Amount.MinorUnits;
        return _random.Next(6) switch
        {
            0 => refund with { Amount = Cny(Math.Max(1, total)) },
            1 or 2 => refund with { Amount = Cny(_random.NextInt64(1, Math.Max(2, total))) },
            3 => refund with { Lines = [new RefundedLine(line + 1, Cny(paid))] },
            4 => refund with { Lines = [new RefundedLine(line + 1, Cny(_random.NextInt64(0, paid + 1)))], Freight = order.Freight },
            _ => refund with { Freight = order.Freight, Tax = order.Tax },
        };
    }
}
