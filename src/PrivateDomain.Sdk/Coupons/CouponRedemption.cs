using System.Globalization;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>What orders do with coupons: use them when paid, and give them back when refunded whole. Pure.</summary>
internal static class CouponRedemption
{
    // A control character, which no id holds.
    private const char Separator = '\u001F';

    /// <summary>The canonical text of coupons that are named; the order of naming is part of the content.</summary>
    internal static string? Canonical(IReadOnlyList<CouponId> coupons) =>
        coupons.Count == 0 ? null : string.Join(Separator, coupons.Select(static coupon => coupon.Value));

    /// <summary>What the order must be like, whatever is stored.</summary>
    internal static Refusal? Refuse(OrderPaid order, CouponOptions options)
    {
        bool namesCoupons = order.Coupons.Count > 0;
        if (!namesCoupons)
        {
            return NamesDiscount(order.Lines)
                ? new Refusal(CouponRefusals.DiscountMismatch, "A line says that coupons took something off it, and the order names no coupon; name those that it uses.")
                : null;
        }

        return CouponStateRules.RefuseNames(order.Coupons, options.MaxPerOrder);
    }

    internal static CouponTemplateVersion? FindVersion(in DecisionContext context, Coupon coupon) =>
        context.View.Find<CouponTemplateVersion>(CouponTemplateVersion.KeyOf(context.Program, coupon.Template, coupon.Version));

    /// <summary>Finds coupons that an order may use, or why it may not.</summary>
    internal static (List<Coupon> Coupons, Refusal? Refusal) FindUsable(
        in DecisionContext context, CouponBook book, IReadOnlyList<CouponId> named, OrderId orderId)
    {
        var coupons = new List<Coupon>(named.Count);
        Refusal? refusal = null;
        foreach (CouponId couponId in named)
        {
            if (book.Find(couponId) is { } coupon)
            {
                coupons.Add(coupon);
                refusal ??= CouponStateRules.RefuseUse(coupon, orderId, context.Now);
            }
            else
            {
                refusal ??= CouponStateRules.NotFound(couponId);
            }
        }

        return (coupons, refusal);
    }

    /// <summary>Asks for what using the coupons of an order will read; an order without coupons asks for nothing.</summary>
    internal static void Read(in DecisionContext context, MemberId memberId, OrderPaid order)
    {
        if (order.Coupons.Count > 0)
        {
            Redeem(context, memberId, order, new Changes());
        }
    }

    /// <summary>Uses the coupons that an order names, if what its lines say about them is what they take off.</summary>
    internal static Refusal? Redeem(in DecisionContext context, MemberId memberId, OrderPaid order, Changes changes)
    {
        if (order.Coupons.Count == 0)
        {
            return null;
        }

        var book = new CouponBook(context, memberId);
        (List<Coupon> coupons, Refusal? refusal) = FindUsable(context, book, order.Coupons, order.OrderId);
        var candidates = new List<CouponCandidate>(coupons.Count);
        foreach (Coupon coupon in coupons)
        {
            if (FindVersion(context, coupon) is { } version)
            {
                candidates.Add(new CouponCandidate(coupon.CouponId, coupon.Template, coupon.Version, version.Terms, coupon.ExpiresAt));
            }

            book.Redeem(coupon, order.OrderId);
        }

        if (context.View.IsIncomplete || refusal is not null)
        {
            return refusal;
        }

        Currency currency = order.Lines[0].Amount.Currency;
        (CouponPrice? price, refusal) = CouponPricing.Price(candidates, [.. order.Lines.Select(BeforeCoupons)], currency);
        if (price is null)
        {
            return refusal;
        }

        for (int i = 0; i < order.Lines.Count; i++)
        {
            long said = order.Lines[i].CouponDiscount?.MinorUnits ?? 0;
            long taken = price.DiscountByLine[i];
            if (said != taken)
            {
                return new Refusal(CouponRefusals.DiscountMismatch, string.Create(
                    CultureInfo.InvariantCulture,
                    $"Line {i + 1} says that coupons took {said} minor units off it, and they take {taken}; ask for a quote and charge what it says."));
            }
        }

        book.WriteTo(changes);
        changes.Put(new OrderCoupons
        {
            Program = context.Program,
            OrderId = order.OrderId,
            MemberId = memberId,
            Currency = currency,
            Discount = price.Discount,
            Coupons = price.Used,
        });
        return null;
    }

    /// <summary>Asks for what giving back the coupons of an order will read.</summary>
    internal static void ReadForReturn(in DecisionContext context, Order after) => Return(context, after, new Changes());

    /// <summary>Gives back the coupons of an order that is refunded whole, where their terms say so.</summary>
    internal static IReadOnlyList<CouponId> Return(in DecisionContext context, Order after, Changes changes)
    {
        OrderCoupons? used = context.View.Find<OrderCoupons>(OrderCoupons.KeyOf(context.Program, after.OrderId));
        if (used is null || used.ReturnedAt is not null || !IsRefundedWhole(after))
        {
            return [];
        }

        // Coupons that ended stay under the id that used them; whoever that id was merged into gets them now.
        MemberId owner = MemberRules.OwnerOf(context, used.MemberId);
        var book = new CouponBook(context, used.MemberId);
        CouponBook? survivor = owner == used.MemberId ? null : new CouponBook(context, owner);
        var returned = new List<CouponId>(used.Coupons.Count);
        foreach (CouponUse use in used.Coupons)
        {
            if (book.Find(use.CouponId) is { } coupon && FindVersion(context, coupon) is { Returns: true })
            {
                Coupon live = book.Return(coupon);
                survivor?.Take(book, live);
                returned.Add(use.CouponId);
            }
        }

        book.WriteTo(changes);
        survivor?.WriteTo(changes);
        changes.Put(used with { ReturnedAt = context.Now });
        return returned;
    }

    private static bool NamesDiscount(IReadOnlyList<OrderLine> lines)
    {
        for (int i = 0; i < lines.Count; i++)
        {
            if (lines[i].CouponDiscount is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static OrderLine BeforeCoupons(OrderLine line) => line.CouponDiscount is { } discount ? line with { Amount = line.Amount + discount } : line;

    /// <summary>The coupons were for the goods; an order whose goods cost nothing is whole once everything is refunded.</summary>
    private static bool IsRefundedWhole(Order order) =>
        order.RefundedGoods == order.Goods && (order.Goods > 0 || order.Refunded == order.Amount);
}
