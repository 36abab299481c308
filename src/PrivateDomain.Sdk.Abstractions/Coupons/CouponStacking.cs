using System.Text.Json.Serialization;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>Which other coupons a coupon may stand beside in one order (叠加).</summary>
/// <remarks>Both coupons of a pair must allow it: one that stands beside all others still cannot join one that stands alone.</remarks>
[JsonConverter(typeof(JsonStringEnumConverter<CouponStacking>))]
public enum CouponStacking
{
    /// <summary>None: it is the order's only coupon.</summary>
    Never,

    /// <summary>Coupons of other templates; one of its own template is enough.</summary>
    WithOtherTemplates,

    /// <summary>Any, those of its own template included.</summary>
    Always,
}
