namespace PrivateDomain.Sdk.Orders;

/// <summary>What a refund takes of which part of an order, in minor units.</summary>
/// <param name="Goods">Of the lines: the base of points and commission shrinks by it.</param>
/// <param name="Tax">Of the tax.</param>
/// <param name="Freight">Of the freight.</param>
/// <param name="ByLine">What is refunded by naming lines now, place by place.</param>
internal sealed record RefundSplit(long Goods, long Tax, long Freight, IReadOnlyList<long> ByLine)
{
    internal long Total => Goods + Tax + Freight;
}
