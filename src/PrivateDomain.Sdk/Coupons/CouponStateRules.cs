using System.Globalization;
using PrivateDomain.Sdk.Orders;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>The pure rules of who gets a coupon, and which coupon may be used; what it then takes off is decided by <see cref="CouponPricing"/>.</summary>
internal static class CouponStateRules
{
    internal static Refusal TemplateNotFound(string template) =>
        new(CouponRefusals.TemplateNotFound, $"There is no coupon template '{template}' in this program; define it first.");

    internal static Refusal NotFound(CouponId couponId) =>
        new(CouponRefusals.NotFound, $"The member has no coupon '{couponId.Value}' in this program; issue it first.");

    internal static Refusal AlreadyIssued(CouponId couponId) =>
        new(CouponRefusals.AlreadyIssued, $"The coupon '{couponId.Value}' was issued before; issue another one under an id of its own.");

    internal static Refusal SoldOut(string template) => new(CouponRefusals.SoldOut, $"No coupon of '{template}' is left.");

    internal static Refusal LimitReached(string template, long limit) => new(CouponRefusals.LimitReached, string.Create(
        CultureInfo.InvariantCulture, $"The member has got his {limit} of '{template}', and one member gets no more of them."));

    internal static Refusal TooManyLive(long live) => new(CouponRefusals.LimitReached, string.Create(
        CultureInfo.InvariantCulture, $"The member has {live} live coupons, and Coupons.MaxLivePerMember allows no further one; book what has expired first."));

    internal static Refusal StockBelowIssued(long stock, long least) => new(CouponRefusals.StockBelowIssued, string.Create(
        CultureInfo.InvariantCulture, $"The stock cannot be {stock}: {least} coupons are given out; name that many or more."));

    internal static Refusal UntilOutOfRange(DateTimeOffset until, DateTimeOffset now, TimeSpan longest) => new(CouponRefusals.UntilOutOfRange, string.Create(
        CultureInfo.InvariantCulture, $"The coupons would be held until {until:O}; name a time after {now:O}, by {longest} at most."));

    /// <summary>Whether the template gives coupons at a moment, and such that are not over at once.</summary>
    internal static Refusal? RefuseIssue(CouponTemplate template, DateTimeOffset now)
    {
        if (!template.IsIssuedAt(now))
        {
            return new Refusal(CouponRefusals.NotIssuedNow, string.Create(
                CultureInfo.InvariantCulture,
                $"Coupons of '{template.Template}' are issued from {template.IssuedFrom:O} until {template.IssuedUntil:O}, and not at {now:O}."));
        }

        return CouponTermRules.ExpiresAt(template.Terms, now) is { } end && end <= now
            ? new Refusal(CouponRefusals.Expired, string.Create(
                CultureInfo.InvariantCulture, $"Coupons of '{template.Template}' were valid until {end:O}; there is no use in issuing them at {now:O}."))
            : null;
    }

    /// <summary>Whether as many coupons are named as an order may use, each once.</summary>
    internal static Refusal? RefuseNames(IReadOnlyList<CouponId> coupons, int maxPerOrder)
    {
        if (coupons.Count < 1 || coupons.Count > maxPerOrder)
        {
            return new Refusal(CouponRefusals.TooMany, string.Create(
                CultureInfo.InvariantCulture, $"{coupons.Count} coupons are named, and an order uses 1 to {maxPerOrder}; Coupons.MaxPerOrder says how many."));
        }

        for (int i = 1; i < coupons.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (coupons[i] == coupons[j])
                {
                    return new Refusal(CouponRefusals.NamedTwice, $"The coupon '{coupons[i].Value}' is named twice; name each once.");
                }
            }
        }

        return null;
    }

    /// <summary>Why an order may not use a coupon at a moment; <see langword="null"/> where it may.</summary>
    internal static Refusal? RefuseUse(Coupon coupon, OrderId? orderId, DateTimeOffset now)
    {
        if (coupon.IsUsableAt(orderId, now))
        {
            return null;
        }

        string id = coupon.CouponId.Value;
        return coupon.State switch
        {
            CouponState.Redeemed => new Refusal(CouponRefusals.Redeemed, $"The coupon '{id}' is redeemed already."),
            CouponState.Revoked => new Refusal(CouponRefusals.Revoked, $"The coupon '{id}' was taken back."),
            _ when coupon.IsHeldAt(now) => new Refusal(CouponRefusals.Reserved, string.Create(
                CultureInfo.InvariantCulture, $"The coupon '{id}' is held for another order until {coupon.ReservedUntil:O}.")),
            _ when now < coupon.ValidFrom => new Refusal(CouponRefusals.NotValidYet, string.Create(
                CultureInfo.InvariantCulture, $"The coupon '{id}' is valid from {coupon.ValidFrom:O}.")),
            _ => new Refusal(CouponRefusals.Expired, string.Create(
                CultureInfo.InvariantCulture, $"The coupon '{id}' was valid until {coupon.ExpiresAt:O}.")),
        };
    }
}
