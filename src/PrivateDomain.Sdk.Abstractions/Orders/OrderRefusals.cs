namespace PrivateDomain.Sdk.Orders;

/// <summary>Refusal codes about orders and refunds.</summary>
public static class OrderRefusals
{
    /// <summary>The program has no such order; also when another program has.</summary>
    public const string NotFound = "order.not_found";

    /// <summary>The order has no line, or a line without SKU or with a quantity below 1.</summary>
    public const string InvalidLine = "order.invalid_line";

    /// <summary>An amount is negative, or the order's total exceeds the configured limit. Zero is a price: an order may be a gift.</summary>
    public const string AmountOutOfRange = "order.amount_out_of_range";

    /// <summary>An amount is not in the program's currency.</summary>
    public const string CurrencyMismatch = "order.currency_mismatch";

    /// <summary>Lines, freight and tax do not add up to the stated amount.</summary>
    public const string PartsDoNotAddUp = "order.parts_do_not_add_up";

    /// <summary>The order was paid before, and the key of that payment is no longer kept.</summary>
    public const string AlreadyPaid = "order.already_paid";

    /// <summary>The refund names neither an amount nor lines, or both, or a line twice.</summary>
    public const string RefundUnclear = "refund.unclear";

    /// <summary>The refund's amount is zero, negative, or above the configured limit.</summary>
    public const string RefundAmountOutOfRange = "refund.amount_out_of_range";

    /// <summary>The refund is not in the order's currency.</summary>
    public const string RefundCurrencyMismatch = "refund.currency_mismatch";

    /// <summary>The order has no such line.</summary>
    public const string RefundLineNotFound = "refund.line_not_found";

    /// <summary>All refunds of the order, or of one of its parts, together would exceed what was paid for it.</summary>
    public const string RefundExceedsPaid = "refund.exceeds_paid";
}
