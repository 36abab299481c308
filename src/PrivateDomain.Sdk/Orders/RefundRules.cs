using System.Globalization;
using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Orders;

/// <summary>The pure rules of refunds.</summary>
internal static class RefundRules
{
    /// <summary>What a refund's content must be like, whatever is stored.</summary>
    internal static Refusal? Refuse(OrderRefunded refund, long maxAmount)
    {
        if (CommandRules.Time(nameof(refund.RefundedAt), refund.RefundedAt) is { } badTime)
        {
            return badTime;
        }

        IReadOnlyList<RefundedLine> lines = refund.Lines;
        bool namesParts = lines.Count > 0 || refund.Freight is not null || refund.Tax is not null;
        if (refund.Amount is null == !namesParts)
        {
            return new Refusal(OrderRefusals.RefundUnclear, "A refund names either an amount, or lines, freight and tax; this one names neither or both.");
        }

        if (lines.Contains(null!) || lines.Select(line => line.Line).Distinct().Count() != lines.Count)
        {
            return new Refusal(OrderRefusals.RefundUnclear, "A refund names each line once; add up what was refunded for a line.");
        }

        Int128 total = 0;
        foreach (Money part in Parts(refund))
        {
            if (part.MinorUnits < 0)
            {
                return OutOfRange(part.MinorUnits, maxAmount);
            }

            total += part.MinorUnits;
        }

        return total >= 1 && total <= maxAmount ? null : OutOfRange(total, maxAmount);
    }

    /// <summary>What the refund takes of which part of the order, or why it cannot.</summary>
    internal static (RefundSplit? Split, Refusal? Refusal) Split(Order order, OrderRefunded refund)
    {
        foreach (Money part in Parts(refund))
        {
            if (part.Currency != order.Currency)
            {
                return (null, new Refusal(
                    OrderRefusals.RefundCurrencyMismatch, $"The refund is in {part.Currency} and the order in {order.Currency}; convert it first."));
            }
        }

        long goodsLeft = order.Goods - order.RefundedGoods;
        long taxLeft = order.Tax - order.RefundedTax;
        long freightLeft = order.Freight - order.RefundedFreight;
        if (refund.Amount is { } amount)
        {
            if (amount.MinorUnits > goodsLeft + taxLeft + freightLeft)
            {
                return (null, Exceeds(amount.MinorUnits, order.Amount, order.Refunded, order.Currency));
            }

            long ofAmount = Math.Min(amount.MinorUnits, goodsLeft);
            long tax = Math.Min(amount.MinorUnits - ofAmount, taxLeft);
            return (new RefundSplit(ofAmount, tax, amount.MinorUnits - ofAmount - tax, order.RefundedByLine), null);
        }

        long[] byLine = order.RefundedByLine.Count == 0 ? new long[order.Lines.Count] : [.. order.RefundedByLine];
        Int128 ofGoods = 0;
        foreach (RefundedLine line in refund.Lines)
        {
            if (line.Line < 1 || line.Line > order.Lines.Count)
            {
                return (null, new Refusal(OrderRefusals.RefundLineNotFound, string.Create(
                    CultureInfo.InvariantCulture, $"The order has no line {line.Line}; its lines are 1 to {order.Lines.Count}.")));
            }

            long paid = order.Lines[line.Line - 1].Amount.MinorUnits;
            long before = byLine[line.Line - 1];
            if (line.Amount.MinorUnits > paid - before)
            {
                return (null, Exceeds(line.Amount.MinorUnits, paid, before, order.Currency));
            }

            byLine[line.Line - 1] = before + line.Amount.MinorUnits;
            ofGoods += line.Amount.MinorUnits;
        }

        long ofTax = refund.Tax?.MinorUnits ?? 0;
        long ofFreight = refund.Freight?.MinorUnits ?? 0;
        return (ofGoods > goodsLeft, ofTax > taxLeft, ofFreight > freightLeft) switch
        {
            (true, _, _) => (null, Exceeds(ofGoods, order.Goods, order.RefundedGoods, order.Currency)),
            (_, true, _) => (null, Exceeds(ofTax, order.Tax, order.RefundedTax, order.Currency)),
            (_, _, true) => (null, Exceeds(ofFreight, order.Freight, order.RefundedFreight, order.Currency)),
            _ => (new RefundSplit((long)ofGoods, ofTax, ofFreight, refund.Lines.Count == 0 ? order.RefundedByLine : byLine), null),
        };
    }

    /// <summary>The order once the refund is taken off it.</summary>
    internal static Order After(Order order, RefundSplit split) => order with
    {
        Refunded = order.Refunded + split.Total,
        RefundedGoods = order.RefundedGoods + split.Goods,
        RefundedTax = order.RefundedTax + split.Tax,
        RefundedFreight = order.RefundedFreight + split.Freight,
        RefundedByLine = split.ByLine,
        Refunds = order.Refunds + 1,
    };

    private static IEnumerable<Money> Parts(OrderRefunded refund)
    {
        foreach (RefundedLine line in refund.Lines)
        {
            yield return line.Amount;
        }

        foreach (Money? part in new[] { refund.Amount, refund.Freight, refund.Tax })
        {
            if (part is { } money)
            {
                yield return money;
            }
        }
    }

    private static Refusal OutOfRange(Int128 minorUnits, long maxAmount) => new(OrderRefusals.RefundAmountOutOfRange, string.Create(
        CultureInfo.InvariantCulture, $"The refund's amount of {minorUnits} minor units is out of range; use 1 to {maxAmount}."));

    private static Refusal Exceeds(Int128 wanted, long paid, long refunded, Currency currency) => new(OrderRefusals.RefundExceedsPaid, string.Create(
        CultureInfo.InvariantCulture,
        $"{wanted} minor units of {currency} cannot be refunded: {paid} were paid and {refunded} of them are refunded already."));
}
