using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>Moves a member's live coupons to the one that he is merged into, and back. Pure. Those that ended stay as history.</summary>
internal static class CouponMerging
{
    internal static List<CouponId> Merge(in DecisionContext context, MemberId from, MemberId into, string? reason, Changes changes)
    {
        var giver = new CouponBook(context, from, reason: reason);
        var taker = new CouponBook(context, into, reason: reason);
        List<Coupon> live = giver.FindLive();
        foreach (Coupon coupon in live)
        {
            taker.Take(giver, coupon);
        }

        giver.WriteTo(changes);
        taker.WriteTo(changes);
        if (live.Count == 0)
        {
            // Somebody may be giving him his first one.
            giver.WriteLedgerTo(changes);
        }

        return live.ConvertAll(static coupon => coupon.CouponId);
    }

    /// <summary>Those that still live go back.</summary>
    internal static int Undo(
        in DecisionContext context, MemberId from, MemberId into, IReadOnlyList<CouponId> coupons, string? reason, Changes changes)
    {
        var owner = new CouponBook(context, from, reason: reason);
        var holder = new CouponBook(context, into, reason: reason);
        int back = 0;
        foreach (CouponId couponId in coupons)
        {
            if (holder.Find(couponId) is { IsLive: true } coupon)
            {
                owner.Take(holder, coupon);
                back++;
            }
        }

        owner.WriteTo(changes);
        holder.WriteTo(changes);
        return back;
    }
}
