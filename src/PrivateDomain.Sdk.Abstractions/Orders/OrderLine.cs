namespace PrivateDomain.Sdk.Orders;

/// <summary>One line of an order: what was bought, how many, and what was paid for it after discounts.</summary>
/// <param name="Sku">The stock-keeping unit, an id text of 1 to 128 characters.</param>
/// <param name="Quantity">How many, from 1.</param>
/// <param name="Amount">What was paid for the line in all, from 0.</param>
public sealed record OrderLine(string Sku, long Quantity, Money Amount)
{
    /// <summary>The product that the SKU belongs to.</summary>
    public string? Product { get; init; }

    /// <summary>The product's category.</summary>
    public string? Category { get; init; }

    /// <summary>The product's brand.</summary>
    public string? Brand { get; init; }

    /// <summary>
    /// What the order's coupons took off the line, from 0, as <see cref="Coupons.CouponQuote.DiscountByLine"/> says: with <see cref="Amount"/> it is the
    /// price before coupons. Only where the order names coupons.
    /// </summary>
    public Money? CouponDiscount { get; init; }
}
