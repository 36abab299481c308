using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>
/// One member's coupons in one decision: each step changes a coupon, adds the entry that says so, and counts it. Pure: nothing is written before
/// <see cref="WriteTo"/>.
/// </summary>
internal sealed class CouponBook
{
    private readonly DecisionContext _context;
    private readonly MemberId _memberId;
    private readonly string? _actor;
    private readonly string? _reason;
    private readonly CouponLedger? _ledger;
    private readonly Dictionary<CouponId, Coupon> _before = [];
    private readonly Dictionary<CouponId, Coupon?> _now = [];
    private readonly List<CouponEntry> _entries = new(2);
    private readonly List<(string Template, RecordColumn Counter, long Delta)> _counts = new(2);
    private long _redeemed;

    /// <summary>Asks for the member's ledger.</summary>
    internal CouponBook(in DecisionContext context, MemberId memberId, string? actor = null, string? reason = null)
    {
        _context = context;
        _memberId = memberId;
        _actor = actor;
        _reason = reason;
        _ledger = context.View.Find<CouponLedger>(CouponLedger.KeyOf(context.Program, memberId));
        Live = _ledger?.Live ?? 0;
        _redeemed = _ledger?.Redeemed ?? 0;
    }

    /// <summary>How many coupons are issued or reserved now.</summary>
    internal long Live { get; private set; }

    private long Entries => (_ledger?.Entries ?? 0) + _entries.Count;

    /// <summary>Finds a coupon of the member as it stands now.</summary>
    internal Coupon? Find(CouponId couponId)
    {
        if (_now.TryGetValue(couponId, out Coupon? now))
        {
            return now;
        }

        Coupon? stored = _context.View.Find<Coupon>(Coupon.KeyOf(_context.Program, _memberId, couponId));
        if (stored is not null)
        {
            _before[couponId] = stored;
        }

        return stored;
    }

    /// <summary>Asks for the member's live coupons, as they are stored.</summary>
    internal List<Coupon> FindLive()
    {
        List<Coupon> live = new Overlay(_context.View, new Changes()).Range<Coupon>(Coupon.Live, _memberId.Value, _context.Program, (int)Live);
        foreach (Coupon coupon in live)
        {
            _before.TryAdd(coupon.CouponId, coupon);
        }

        return live;
    }

    /// <summary>Gives the member a coupon that the template has one left of.</summary>
    internal Coupon Issue(CouponTemplate template, CouponId couponId)
    {
        var coupon = new Coupon
        {
            Program = _context.Program,
            CouponId = couponId,
            MemberId = _memberId,
            Template = template.Template,
            Version = template.Version,
            State = CouponState.Issued,
            IssuedAt = _context.Now,
            ValidFrom = template.Terms.ValidFrom?.ToUniversalTime(),
            ExpiresAt = CouponTermRules.ExpiresAt(template.Terms, _context.Now)?.ToUniversalTime(),
        };
        Count(coupon, CouponStock.RemainingColumn, -1);
        Count(coupon, CouponStock.IssuedColumn, 1);
        return Note(CouponEntryKind.Issue, coupon);
    }

    /// <summary>Holds a coupon that the order may use.</summary>
    internal void Reserve(Coupon coupon, OrderId orderId, DateTimeOffset until) => Note(
        CouponEntryKind.Reserve, FreeFor(coupon, orderId) with { State = CouponState.Reserved, OrderId = orderId, ReservedUntil = until });

    /// <summary>Gives back a coupon that is held, or was.</summary>
    internal Coupon Release(Coupon coupon) =>
        Note(CouponEntryKind.Release, coupon with { State = CouponState.Issued, OrderId = null, ReservedUntil = null }, coupon.OrderId);

    /// <summary>Uses a coupon that the order may use.</summary>
    internal void Redeem(Coupon coupon, OrderId orderId)
    {
        Count(coupon, CouponStock.RedeemedColumn, 1);
        Note(CouponEntryKind.Redeem, FreeFor(coupon, orderId) with { State = CouponState.Redeemed, OrderId = orderId, ReservedUntil = null });
    }

    /// <summary>Gives a redeemed coupon back.</summary>
    internal Coupon Return(Coupon coupon)
    {
        Count(coupon, CouponStock.RedeemedColumn, -1);
        return Note(CouponEntryKind.Return, coupon with { State = CouponState.Issued, OrderId = null }, coupon.OrderId);
    }

    /// <summary>Books that a coupon's time is over.</summary>
    internal void Expire(Coupon coupon, bool restocks) => End(CouponEntryKind.Expire, coupon, CouponState.Expired, restocks);

    /// <summary>Takes a live coupon back.</summary>
    internal Coupon Revoke(Coupon coupon, bool restocks) => End(
        CouponEntryKind.Revoke, coupon.State == CouponState.Reserved ? Release(coupon) : coupon, CouponState.Revoked, restocks);

    /// <summary>Takes a live coupon from another id of the same person.</summary>
    internal void Take(CouponBook from, Coupon coupon)
    {
        from.Note(CouponEntryKind.MoveOut, coupon);
        from.Live--;
        from._now[coupon.CouponId] = null;
        Note(CouponEntryKind.MoveIn, coupon with { MemberId = _memberId });
    }

    /// <summary>Writes what was done, if anything was.</summary>
    internal void WriteTo(Changes changes)
    {
        if (_entries.Count == 0)
        {
            return;
        }

        WriteLedgerTo(changes);
        foreach (CouponEntry entry in _entries)
        {
            changes.Append(entry);
        }

        foreach ((CouponId couponId, Coupon? coupon) in _now)
        {
            Coupon? before = _before.GetValueOrDefault(couponId);
            if (coupon is not null)
            {
                changes.Put(coupon with { Revision = before?.Revision ?? 0 });
            }
            else if (before is not null)
            {
                changes.Remove(before.Key);
            }
        }

        foreach ((string template, RecordColumn counter, long delta) in _counts)
        {
            changes.Add(CouponStock.KeyOf(_context.Program, template), counter, delta);
        }
    }

    /// <summary>Writes the ledger even where nothing changed: whoever opens it meanwhile must decide anew.</summary>
    internal void WriteLedgerTo(Changes changes) => changes.Put(new CouponLedger
    {
        Program = _context.Program,
        Revision = _ledger?.Revision ?? 0,
        MemberId = _memberId,
        Live = Live,
        Redeemed = _redeemed,
        Entries = Entries,
    });

    private static int Lives(Coupon? coupon) => coupon is { IsLive: true } ? 1 : 0;

    private static int IsUsed(Coupon? coupon) => coupon is { State: CouponState.Redeemed } ? 1 : 0;

    /// <summary>The coupon without the hold of another order, which is over: the coupon could not be used otherwise.</summary>
    private Coupon FreeFor(Coupon coupon, OrderId orderId) =>
        coupon.State == CouponState.Reserved && coupon.OrderId != orderId ? Release(coupon) : coupon;

    private Coupon End(CouponEntryKind kind, Coupon coupon, CouponState state, bool restocks)
    {
        if (restocks)
        {
            Count(coupon, CouponStock.RemainingColumn, 1);
        }

        return Note(kind, coupon with { State = state }, restocks: restocks);
    }

    /// <summary>A counter is added to only once it was read.</summary>
    private void Count(Coupon coupon, RecordColumn counter, long delta)
    {
        _context.View.Find<CouponStock>(CouponStock.KeyOf(_context.Program, coupon.Template));
        _counts.Add((coupon.Template, counter, delta));
    }

    private Coupon Note(CouponEntryKind kind, Coupon coupon, OrderId? orderId = null, bool restocks = false)
    {
        Coupon? before = Find(coupon.CouponId);
        Live += Lives(coupon) - Lives(before);
        _redeemed += IsUsed(coupon) - IsUsed(before);
        _now[coupon.CouponId] = coupon;
        _entries.Add(new CouponEntry
        {
            Program = _context.Program,
            MemberId = _memberId,
            Sequence = Entries + 1,
            Kind = kind,
            CouponId = coupon.CouponId,
            Template = coupon.Template,
            OrderId = orderId ?? coupon.OrderId,
            ReservedUntil = coupon.ReservedUntil,
            Restocks = restocks,
            At = _context.Now,
            Operation = _context.Operation,
            Actor = _actor,
            Reason = _reason,
        });
        return coupon;
    }
}
