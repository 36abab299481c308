namespace PrivateDomain.Sdk.Coupons;

/// <summary>The labels of a line that a scope may name.</summary>
internal enum LineLabel
{
    /// <summary>The stock-keeping unit.</summary>
    Sku,

    /// <summary>The product.</summary>
    Product,

    /// <summary>The category.</summary>
    Category,

    /// <summary>The brand.</summary>
    Brand,
}
