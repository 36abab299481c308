namespace PrivateDomain.Sdk.Coupons;

/// <summary>Which lines of an order a coupon is for.</summary>
/// <remarks>
/// A line is in scope when one of its labels is in one of the four lists that include, or when these are all empty, and none of its labels is in a list that
/// excludes. Texts compare by code point: no case folding, no trimming. A line without a label matches no list of that label. Each list holds at most
/// <see cref="MaxEntries"/> texts, each of them an id text (see <see cref="Identifier"/>). An immutable value: scopes with the same texts in the same order are equal.
/// </remarks>
public sealed record CouponScope
{
    /// <summary>The most texts of each list.</summary>
    public const int MaxEntries = 1_000;

    /// <summary>All lines.</summary>
    public static CouponScope Everything { get; } = new();

    /// <summary>Stock-keeping units whose lines are in scope; see <see cref="Orders.OrderLine.Sku"/>.</summary>
    public IReadOnlyList<string> Skus { get; init; } = [];

    /// <summary>Products whose lines are in scope; see <see cref="Orders.OrderLine.Product"/>.</summary>
    public IReadOnlyList<string> Products { get; init; } = [];

    /// <summary>Categories whose lines are in scope; see <see cref="Orders.OrderLine.Category"/>.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Brands whose lines are in scope; see <see cref="Orders.OrderLine.Brand"/>.</summary>
    public IReadOnlyList<string> Brands { get; init; } = [];

    /// <summary>Stock-keeping units whose lines are out of scope, whatever includes them.</summary>
    public IReadOnlyList<string> ExcludedSkus { get; init; } = [];

    /// <summary>Products whose lines are out of scope, whatever includes them.</summary>
    public IReadOnlyList<string> ExcludedProducts { get; init; } = [];

    /// <summary>Categories whose lines are out of scope, whatever includes them.</summary>
    public IReadOnlyList<string> ExcludedCategories { get; init; } = [];

    /// <summary>Brands whose lines are out of scope, whatever includes them.</summary>
    public IReadOnlyList<string> ExcludedBrands { get; init; } = [];

    /// <summary>Whether both scopes hold the same texts in the same order, list by list.</summary>
    /// <param name="other">The other scope.</param>
    /// <returns><see langword="true"/> when they do.</returns>
    public bool Equals(CouponScope? other) => ReferenceEquals(this, other) || (other is not null
        && Same(Skus, other.Skus)
        && Same(Products, other.Products)
        && Same(Categories, other.Categories)
        && Same(Brands, other.Brands)
        && Same(ExcludedSkus, other.ExcludedSkus)
        && Same(ExcludedProducts, other.ExcludedProducts)
        && Same(ExcludedCategories, other.ExcludedCategories)
        && Same(ExcludedBrands, other.ExcludedBrands));

    /// <summary>A hash of the texts.</summary>
    /// <returns>The hash; equal scopes have the same.</returns>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (IReadOnlyList<string>? list in (ReadOnlySpan<IReadOnlyList<string>?>)
            [Skus, Products, Categories, Brands, ExcludedSkus, ExcludedProducts, ExcludedCategories, ExcludedBrands])
        {
            hash.Add(list?.Count ?? -1);
            foreach (string text in list ?? [])
            {
                hash.Add(text, StringComparer.Ordinal);
            }
        }

        return hash.ToHashCode();
    }

    // Null is no list, but may be given before the terms are looked at and refused.
    private static bool Same(IReadOnlyList<string>? left, IReadOnlyList<string>? right) =>
        ReferenceEquals(left, right) || (left is not null && right is not null && left.SequenceEqual(right, StringComparer.Ordinal));
}
