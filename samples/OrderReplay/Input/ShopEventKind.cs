namespace OrderReplay.Input;

/// <summary>What happened in the shop.</summary>
internal enum ShopEventKind
{
    /// <summary>An order was paid and completed at once.</summary>
    Order,

    /// <summary>A part of an order, or all of it, was refunded.</summary>
    Refund,
}
