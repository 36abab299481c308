using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;

namespace PrivateDomain.Sdk.Tests.Worker;

/// <summary>The operations that worker processes apply: operation <c>n</c> is the same in every process.</summary>
public static class WorkerPlan
{
    /// <summary>How many members the operations are spread over.</summary>
    public const int Members = 4;

    /// <summary>The points of operation <c>n</c> when it is a grant.</summary>
    public const long Granted = 7;

    /// <summary>The points of operation <c>n</c> when it is a spend.</summary>
    public const long Spent = 3;

    /// <summary>The goods of operation <c>n</c> when it is an order, in minor units.</summary>
    public const long Goods = 1_000;

    /// <summary>The time of every operation.</summary>
    public static DateTimeOffset At { get; } = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Whose operation <c>n</c> is.</summary>
    /// <param name="n">The operation.</param>
    /// <returns>The member.</returns>
    public static MemberId MemberOf(int n) => $"m{n / 3 % Members}";

    /// <summary>Applies operation <c>n</c>: a grant, a spend or an order, in turns.</summary>
    /// <param name="domain">Where.</param>
    /// <param name="n">The operation.</param>
    /// <returns>Whether it was accepted, and whether it was a replay.</returns>
    public static async Task<(bool IsAccepted, bool IsReplayed)> ApplyAsync(IPrivateDomain domain, int n)
    {
        ArgumentNullException.ThrowIfNull(domain);
        MemberId member = MemberOf(n);
        switch (n % 3)
        {
            case 0:
                Outcome<GrantReceipt> grant = await domain.Points.GrantAsync(new($"op-{n}", member, Granted) { OccurredAt = At });
                return (grant.IsAccepted, grant.IsReplayed);
            case 1:
                Outcome<SpendReceipt> spend = await domain.Points.SpendAsync(new($"op-{n}", member, Spent) { OccurredAt = At });
                return (spend.IsAccepted, spend.IsReplayed);
            default:
                Outcome<OrderReceipt> order = await domain.Orders.PaidAsync(new($"op-{n}", member, [new OrderLine("sku", 1, new Money(Goods, "CNY"))], At));
                return (order.IsAccepted, order.IsReplayed);
        }
    }
}
