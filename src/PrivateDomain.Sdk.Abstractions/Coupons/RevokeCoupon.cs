using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>Takes back a coupon that is not redeemed, also one that is held.</summary>
/// <param name="OperationId">The key of this write.</param>
/// <param name="MemberId">Whose.</param>
/// <param name="CouponId">Which.</param>
public sealed record RevokeCoupon(OperationId OperationId, MemberId MemberId, CouponId CouponId)
{
    /// <summary>Which person or system: an id text; may be left out.</summary>
    public string? Actor { get; init; }

    /// <summary>Why, for the history; at most 256 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>When; now when left out.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
