namespace PrivateDomain.Sdk.Orders;

/// <summary>What a refund takes of which part of an order, in minor units.</summary>
/// <param name="Goods">Of the lines: the base of points and commission shrinks by it.</param>
/// <param name="Other">Of freight and tax.</param>
/// <param name="ByLine">What is refunded by naming lines now, place by place.</param>
internal sealed record RefundSplit(long Goods, long Other, IReadOnlyList<long> ByLine);
