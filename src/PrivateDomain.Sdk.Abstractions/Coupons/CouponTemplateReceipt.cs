namespace PrivateDomain.Sdk.Coupons;

/// <summary>The answer to a definition of a coupon template.</summary>
/// <param name="Template">The template's name.</param>
/// <param name="Version">The version in force.</param>
/// <param name="IsChanged">Whether the definition made it; <see langword="false"/> where the template was defined just so already.</param>
public sealed record CouponTemplateReceipt(string Template, long Version, bool IsChanged);
