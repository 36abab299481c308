using System.Globalization;
using System.Runtime.CompilerServices;
using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Orders;

/// <summary>What an order's content must be like, whatever is stored.</summary>
internal static class OrderRules
{
    internal static string ReferenceOf(OrderId orderId) => $"order/{orderId.Value}";

    internal static Refusal? Refuse(OrderPaid order, Currency currency, long maxAmount) =>
        CommandRules.Time(nameof(order.PaidAt), order.PaidAt)
        ?? CommandRules.Label(nameof(order.Channel), order.Channel)
        ?? RefuseLines(order.Lines)
        ?? RefuseCurrency(order, currency)
        ?? RefuseAmounts(order, maxAmount);

    /// <summary>What was paid for the lines, in minor units. The amounts are within limits already.</summary>
    internal static long Goods(OrderPaid order)
    {
        long goods = 0;
        for (int i = 0; i < order.Lines.Count; i++)
        {
            goods = checked(goods + order.Lines[i].Amount.MinorUnits);
        }

        return goods;
    }

    /// <summary>The canonical text of the lines. The separators are control characters, which no label holds; a missing label is empty, which none is.</summary>
    internal static string Canonical(IReadOnlyList<OrderLine> lines)
    {
        var text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[256]);
        for (int i = 0; i < lines.Count; i++)
        {
            OrderLine line = lines[i];
            text.AppendLiteral(i == 0 ? "" : "\u001E");
            text.AppendFormatted(line.Sku);
            text.AppendLiteral("\u001F");
            text.AppendFormatted(line.Quantity);
            text.AppendLiteral("\u001F");
            text.AppendFormatted(line.Amount.MinorUnits);
            text.AppendLiteral("\u001F");
            text.AppendFormatted(line.Product);
            text.AppendLiteral("\u001F");
            text.AppendFormatted(line.Category);
            text.AppendLiteral("\u001F");
            text.AppendFormatted(line.Brand);
            if (line.CouponDiscount is { } discount)
            {
                text.AppendLiteral("\u001F");
                text.AppendFormatted(discount.MinorUnits);
            }
        }

        return text.ToStringAndClear();
    }

    private static Refusal? RefuseLines(IReadOnlyList<OrderLine>? lines)
    {
        if (lines is null or { Count: 0 } or { Count: > OrderOptions.MaxLines })
        {
            return new Refusal(OrderRefusals.InvalidLine, string.Create(
                CultureInfo.InvariantCulture, $"The order has {lines?.Count ?? 0} lines; an order has 1 to {OrderOptions.MaxLines}."));
        }

        for (int i = 0; i < lines.Count; i++)
        {
            OrderLine line = lines[i];
            if (line is null || line.Quantity < 1)
            {
                return new Refusal(OrderRefusals.InvalidLine, string.Create(
                    CultureInfo.InvariantCulture, $"Line {i + 1} has the quantity {line?.Quantity}; use 1 or more."));
            }

            if (!Identifier.IsValid(line.Sku, out string? problem))
            {
                return new Refusal(OperationRefusals.InvalidText, string.Create(CultureInfo.InvariantCulture, $"The SKU of line {i + 1} is not usable: {problem}."));
            }

            Refusal? refusal = CommandRules.Label(nameof(line.Product), line.Product)
                ?? CommandRules.Label(nameof(line.Category), line.Category)
                ?? CommandRules.Label(nameof(line.Brand), line.Brand);
            if (refusal is not null)
            {
                return refusal;
            }
        }

        return null;
    }

    private static Refusal? RefuseCurrency(OrderPaid order, Currency currency)
    {
        for (int i = 0; i < order.Lines.Count; i++)
        {
            OrderLine line = order.Lines[i];
            if (line.Amount.Currency != currency)
            {
                return Mismatch(line.Amount, currency);
            }

            if (line.CouponDiscount is { } discount && discount.Currency != currency)
            {
                return Mismatch(discount, currency);
            }
        }

        foreach (Money? part in (ReadOnlySpan<Money?>)[order.Freight, order.Tax, order.Amount])
        {
            if (part is { } money && money.Currency != currency)
            {
                return Mismatch(money, currency);
            }
        }

        return null;
    }

    private static Refusal? RefuseAmounts(OrderPaid order, long maxAmount)
    {
        Int128 total = 0;
        Int128 beforeCoupons = 0;
        for (int i = 0; i < order.Lines.Count; i++)
        {
            OrderLine line = order.Lines[i];
            if (line.Amount.MinorUnits < 0 || line.CouponDiscount is { MinorUnits: < 0 })
            {
                return OutOfRange(line.Amount.MinorUnits < 0 ? line.Amount : line.CouponDiscount!.Value, maxAmount);
            }

            total += line.Amount.MinorUnits;
            beforeCoupons += line.Amount.MinorUnits + (Int128)(line.CouponDiscount?.MinorUnits ?? 0);
        }

        foreach (Money? part in (ReadOnlySpan<Money?>)[order.Freight, order.Tax])
        {
            if (part is { MinorUnits: < 0 } money)
            {
                return OutOfRange(money, maxAmount);
            }

            total += part?.MinorUnits ?? 0;
        }

        if (order.Amount is { } stated && stated.MinorUnits != total)
        {
            return new Refusal(
                OrderRefusals.PartsDoNotAddUp,
                string.Create(CultureInfo.InvariantCulture, $"Lines, freight and tax add up to {total} minor units, and the order states {stated.MinorUnits}."));
        }

        return total <= maxAmount && beforeCoupons <= maxAmount
            ? null
            : new Refusal(OrderRefusals.AmountOutOfRange, string.Create(
                CultureInfo.InvariantCulture, $"The order's total of {Int128.Max(total, beforeCoupons)} minor units is out of range; use 0 to {maxAmount}."));
    }

    private static Refusal Mismatch(Money given, Currency expected) =>
        new(OrderRefusals.CurrencyMismatch, $"An amount of the order is in {given.Currency} and the program's currency is {expected}; convert it first.");

    private static Refusal OutOfRange(Money amount, long maxAmount) => new(OrderRefusals.AmountOutOfRange, string.Create(
        CultureInfo.InvariantCulture, $"An amount of the order is {amount}; use 0 to {maxAmount} minor units."));
}
