using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Orders;

namespace PrivateDomain.Sdk.Verification;

/// <summary>Replays one member's coupon history, and takes the coupons that it leaves. Holds as much as he ever had coupons.</summary>
internal sealed class CouponProof
{
    private readonly Dictionary<CouponId, (CouponState State, string Template, OrderId? OrderId, DateTimeOffset? Until)> _standing = [];
    private readonly Dictionary<string, long> _issued = new(StringComparer.Ordinal);

    internal long Entries { get; private set; }

    internal long Live { get; private set; }

    internal long Redeemed { get; private set; }

    internal int Left => _standing.Count;

    internal int HoldingsLeft => _issued.Count;

    internal void Add(CouponEntry entry, Findings findings)
    {
        Entries++;
        findings.Check(entry.Sequence == Entries, "C2", entry, $"entry {entry.Sequence} stands at place {Entries}: the history has a gap");
        CouponState? before = _standing.TryGetValue(entry.CouponId, out (CouponState State, string Template, OrderId? OrderId, DateTimeOffset? Until) stood)
            ? stood.State
            : null;
        bool isTheOrders = before != CouponState.Reserved || stood.OrderId == entry.OrderId;
        bool follows = entry.Kind switch
        {
            CouponEntryKind.Issue or CouponEntryKind.MoveIn => before is null,
            CouponEntryKind.Reserve or CouponEntryKind.Redeem => before is CouponState.Issued or CouponState.Reserved && isTheOrders,
            CouponEntryKind.Release => before == CouponState.Reserved && isTheOrders,
            CouponEntryKind.Return => before == CouponState.Redeemed && stood.OrderId == entry.OrderId,
            CouponEntryKind.Expire or CouponEntryKind.Revoke => before == CouponState.Issued,
            _ => before is CouponState.Issued or CouponState.Reserved,
        };
        findings.Check(follows, "C2", entry, $"the entry does not follow from those before it");
        findings.Check(
            !entry.Restocks || entry.Kind is CouponEntryKind.Expire or CouponEntryKind.Revoke, "C1", entry, $"a {entry.Kind} gives nothing back to the stock");
        if (entry.Kind == CouponEntryKind.Issue)
        {
            _issued[entry.Template] = _issued.GetValueOrDefault(entry.Template) + 1;
        }

        CouponState? after = StateAfter(entry);
        Live += IsLive(after) - IsLive(before);
        Redeemed += IsRedeemed(after) - IsRedeemed(before);
        if (after is { } state)
        {
            bool isBound = state is CouponState.Reserved or CouponState.Redeemed;
            _standing[entry.CouponId] = (state, entry.Template, isBound ? entry.OrderId : null, state == CouponState.Reserved ? entry.ReservedUntil : null);
        }
        else
        {
            _standing.Remove(entry.CouponId);
        }
    }

    /// <summary>Whether the history leaves just this coupon; each is taken once.</summary>
    internal bool Takes(Coupon coupon) =>
        _standing.Remove(coupon.CouponId, out (CouponState State, string Template, OrderId? OrderId, DateTimeOffset? Until) stands)
        && stands == (coupon.State, coupon.Template, coupon.OrderId, coupon.ReservedUntil);

    /// <summary>Whether the member got just that many of a template; each is taken once.</summary>
    internal bool TakesHolding(CouponHolding holding) => _issued.Remove(holding.Template, out long issued) && issued == holding.Issued;

    private static CouponState? StateAfter(CouponEntry entry) => entry.Kind switch
    {
        CouponEntryKind.Reserve => CouponState.Reserved,
        CouponEntryKind.Redeem => CouponState.Redeemed,
        CouponEntryKind.Expire => CouponState.Expired,
        CouponEntryKind.Revoke => CouponState.Revoked,
        CouponEntryKind.MoveOut => null,
        CouponEntryKind.MoveIn when entry.ReservedUntil is not null => CouponState.Reserved,
        _ => CouponState.Issued,
    };

    private static int IsLive(CouponState? state) => state is CouponState.Issued or CouponState.Reserved ? 1 : 0;

    private static int IsRedeemed(CouponState? state) => state == CouponState.Redeemed ? 1 : 0;
}
