using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>What a member is about to buy, to be told what his coupons take off.</summary>
/// <param name="MemberId">Who.</param>
/// <param name="Lines">What, with the prices before any coupon as amounts.</param>
public sealed record CouponBasket(MemberId MemberId, IReadOnlyList<OrderLine> Lines)
{
    /// <summary>The coupons that he names, of which every one is then used or refused; <see langword="null"/> (the default) for the best of all that he has.</summary>
    public IReadOnlyList<CouponId>? Coupons { get; init; }

    /// <summary>The order, where coupons are held for it already.</summary>
    public OrderId? OrderId { get; init; }
}
