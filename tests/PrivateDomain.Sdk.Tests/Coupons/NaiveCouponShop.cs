using System.Globalization;
using System.Numerics;
using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Orders;

namespace PrivateDomain.Sdk.Tests.Coupons;

/// <summary>What coupons must do, said once more and as plainly as possible: one list, no ledger, no stock but what can be counted.</summary>
internal sealed class NaiveCouponShop(int maxLive, int maxPerOrder, TimeSpan longestHold, string[] members)
{
    private readonly Dictionary<string, List<DefineCouponTemplate>> _templates = new(StringComparer.Ordinal);
    private readonly List<Piece> _pieces = [];
    private readonly Dictionary<string, (List<Piece> Used, long Goods, long Refunded)> _orders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Content, string Answer)> _told = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _restocked = new(StringComparer.Ordinal);

    /// <summary>Answers a command as the shop must: the same key gives the same answer, or a refusal when it says something else.</summary>
    internal string Tell(object command, DateTimeOffset now)
    {
        (string key, string content) = command switch
        {
            DefineCouponTemplate define => ($"define {define.OperationId}", $"{define.Template} {define.Terms.Discount.Amount} {define.Stock} {define.PerMember} {define.Restocks} {define.Returns}"),
            IssueCoupon issue => ($"issue {issue.CouponId}", $"{issue.Template} {issue.MemberId}"),
            ReserveCoupons reserve => ($"reserve {reserve.OperationId}", $"{reserve.OrderId} {reserve.MemberId} {string.Join(',', reserve.Coupons)} {reserve.Until.Ticks}"),
            ReleaseCoupons release => ($"release {release.OperationId}", $"{release.OrderId} {release.MemberId}"),
            RevokeCoupon revoke => ($"revoke {revoke.OperationId}", $"{revoke.MemberId} {revoke.CouponId}"),
            OrderPaid paid => ($"paid {paid.OrderId}", $"{paid.MemberId} {paid.PaidAt.Ticks} {string.Join(',', paid.Coupons)} {string.Join(',', paid.Lines.Select(line => $"{line.Amount} {line.CouponDiscount}"))}"),
            OrderRefunded refund => ($"refund {refund.RefundId}", $"{refund.OrderId} {refund.Amount} {refund.RefundedAt.Ticks}"),
            _ => throw new ArgumentOutOfRangeException(nameof(command)),
        };
        if (Malformed(command) is { } code)
        {
            return code;
        }

        if (_told.TryGetValue(key, out (string Content, string Answer) before))
        {
            return before.Content == content ? $"{before.Answer} (replayed)" : "operation.key_reused";
        }

        string answer = Answer(command, now);
        _told[key] = (content, answer);
        return answer;
    }

    /// <summary>Books what has run out, and says how many coupons expired and how many were released.</summary>
    internal (long Expired, long Released) Sweep(DateTimeOffset now)
    {
        long expired = 0;
        long released = 0;
        foreach (Piece piece in _pieces)
        {
            if (piece.State == CouponState.Reserved && piece.Until <= now)
            {
                piece.Free();
                released++;
            }

            if (piece.State == CouponState.Issued && piece.ExpiresAt <= now)
            {
                piece.State = CouponState.Expired;
                Restock(piece);
                expired++;
            }
        }

        return (expired, released);
    }

    internal string Describe()
    {
        IEnumerable<string> pieces = _pieces.OrderBy(piece => piece.Member, StringComparer.Ordinal).ThenBy(piece => piece.Id, StringComparer.Ordinal).Select(piece =>
            $"{piece.Member} {piece.Id} {piece.Template} v{piece.Version} {piece.State} {piece.Order} {piece.Until?.Ticks} {piece.ExpiresAt?.Ticks}");
        IEnumerable<string> stocks = _templates.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => string.Create(
            CultureInfo.InvariantCulture,
            $"{one.Key} v{one.Value.Count} left {Left(one.Key)} of {Issued(one.Key)}, redeemed {_pieces.Count(piece => piece.Template == one.Key && piece.State == CouponState.Redeemed)}"));
        return string.Join('\n', pieces.Concat(stocks));
    }

    private string? Malformed(object command) => command switch
    {
        ReserveCoupons { Coupons: { } coupons } => Names(coupons),
        OrderPaid { Coupons: { Count: > 0 } coupons } => Names(coupons),
        _ => null,
    };

    private string? Names(IReadOnlyList<CouponId> coupons) =>
        coupons.Count > maxPerOrder ? "coupon.too_many" : coupons.Distinct().Count() < coupons.Count ? "coupon.named_twice" : null;

    private string Answer(object command, DateTimeOffset now) => command switch
    {
        DefineCouponTemplate define => Define(define),
        IssueCoupon issue => Issue(issue, now),
        ReserveCoupons reserve => Reserve(reserve, now),
        ReleaseCoupons release => Release(release),
        RevokeCoupon revoke => Revoke(revoke, now),
        OrderPaid paid => Pay(paid),
        _ => Refund((OrderRefunded)command),
    };

    private string Define(DefineCouponTemplate define)
    {
        if (!_templates.TryGetValue(define.Template, out List<DefineCouponTemplate>? versions))
        {
            _templates.Add(define.Template, versions = []);
        }
        else if (versions[^1] with { OperationId = define.OperationId } == define)
        {
            return $"v{versions.Count} unchanged";
        }

        if (define.Stock is { } stock && stock < Issued(define.Template) - _restocked.GetValueOrDefault(define.Template))
        {
            return "coupon.stock_below_issued";
        }

        versions.Add(define);
        return $"v{versions.Count} changed";
    }

    private string Issue(IssueCoupon issue, DateTimeOffset now)
    {
        if (!members.Contains(issue.MemberId.Value))
        {
            return "member.not_found";
        }

        if (!_templates.TryGetValue(issue.Template, out List<DefineCouponTemplate>? versions))
        {
            return "coupon.template_not_found";
        }

        DefineCouponTemplate template = versions[^1];
        if (_pieces.Count(piece => piece.Template == issue.Template && piece.Member == issue.MemberId.Value) >= template.PerMember)
        {
            return "coupon.limit_reached";
        }

        if (_pieces.Count(piece => piece.IsLive && piece.Member == issue.MemberId.Value) >= maxLive)
        {
            return "coupon.limit_reached";
        }

        if (Left(issue.Template) < 1)
        {
            return "coupon.sold_out";
        }

        _pieces.Add(new Piece(issue.CouponId.Value, issue.MemberId.Value, issue.Template, versions.Count, template.Terms.ValidFor is { } span ? now + span : null));
        return "issued";
    }

    private string Reserve(ReserveCoupons reserve, DateTimeOffset now)
    {
        if (!members.Contains(reserve.MemberId.Value))
        {
            return "member.not_found";
        }

        if (reserve.Until <= now || reserve.Until - now > longestHold)
        {
            return "coupon.until_out_of_range";
        }

        if (Unusable(reserve.MemberId.Value, reserve.Coupons, reserve.OrderId.Value, now) is { } code)
        {
            return code;
        }

        foreach (CouponId coupon in reserve.Coupons)
        {
            Piece piece = Find(reserve.MemberId.Value, coupon)!;
            (piece.State, piece.Order, piece.Until) = (CouponState.Reserved, reserve.OrderId.Value, reserve.Until);
        }

        return $"held {reserve.Coupons.Count}";
    }

    private string Release(ReleaseCoupons release)
    {
        if (!members.Contains(release.MemberId.Value))
        {
            return "member.not_found";
        }

        List<Piece> held = _pieces.FindAll(piece => piece.Member == release.MemberId.Value && piece.State == CouponState.Reserved && piece.Order == release.OrderId.Value);
        held.ForEach(piece => piece.Free());
        return $"held {held.Count}";
    }

    private string Revoke(RevokeCoupon revoke, DateTimeOffset now)
    {
        if (!members.Contains(revoke.MemberId.Value))
        {
            return "member.not_found";
        }

        if (Find(revoke.MemberId.Value, revoke.CouponId) is not { } piece)
        {
            return "coupon.not_found";
        }

        if (!piece.IsLive)
        {
            return Unusable(piece, "", now)!;
        }

        piece.Free();
        piece.State = CouponState.Revoked;
        Restock(piece);
        return "revoked";
    }

    private string Pay(OrderPaid paid)
    {
        if (!members.Contains(paid.MemberId.Value))
        {
            return "member.not_found";
        }

        if (Unusable(paid.MemberId.Value, paid.Coupons, paid.OrderId.Value, paid.PaidAt) is { } code)
        {
            return code;
        }

        // Amounts only, on one line: the first coupons take all they can, in the order of template, version and id.
        List<Piece> used = [.. paid.Coupons.Select(coupon => Find(paid.MemberId.Value, coupon)!)];
        for (int i = 0; i < used.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (Terms(used[i]).Stacking == CouponStacking.Never || Terms(used[j]).Stacking == CouponStacking.Never
                    || (used[i].Template == used[j].Template && !(Terms(used[i]).Stacking == CouponStacking.Always && Terms(used[j]).Stacking == CouponStacking.Always)))
                {
                    return "coupon.not_stackable";
                }
            }
        }

        BigInteger left = paid.Lines[0].Amount.MinorUnits + (paid.Lines[0].CouponDiscount?.MinorUnits ?? 0);
        BigInteger taken = 0;
        foreach (Piece piece in used.OrderBy(piece => piece.Template, StringComparer.Ordinal).ThenBy(piece => piece.Version).ThenBy(piece => piece.Id, StringComparer.Ordinal))
        {
            BigInteger takes = BigInteger.Min(left - taken, Terms(piece).Discount.Amount!.Value.MinorUnits);
            if (takes == 0)
            {
                return "coupon.no_effect";
            }

            taken += takes;
        }

        if (taken != (paid.Lines[0].CouponDiscount?.MinorUnits ?? 0))
        {
            return "coupon.discount_mismatch";
        }

        foreach (Piece piece in used)
        {
            (piece.State, piece.Order, piece.Until) = (CouponState.Redeemed, paid.OrderId.Value, null);
        }

        _orders[paid.OrderId.Value] = (used, paid.Lines[0].Amount.MinorUnits, 0);
        return "paid";
    }

    private string Refund(OrderRefunded refund)
    {
        if (!_orders.TryGetValue(refund.OrderId.Value, out (List<Piece> Used, long Goods, long Refunded) order))
        {
            return "order.not_found";
        }

        long amount = refund.Amount!.Value.MinorUnits;
        if (amount > order.Goods - order.Refunded)
        {
            return "refund.exceeds_paid";
        }

        _orders[refund.OrderId.Value] = order with { Refunded = order.Refunded + amount };
        List<Piece> back = order.Refunded + amount == order.Goods ? order.Used.FindAll(piece => _templates[piece.Template][piece.Version - 1].Returns) : [];
        back.ForEach(piece => piece.Free());
        return $"refunded, {back.Count} back";
    }

    private string? Unusable(string member, IReadOnlyList<CouponId> coupons, string order, DateTimeOffset now)
    {
        foreach (CouponId coupon in coupons)
        {
            if (Find(member, coupon) is not { } piece)
            {
                return "coupon.not_found";
            }

            if (Unusable(piece, order, now) is { } code)
            {
                return code;
            }
        }

        return null;
    }

    private static string? Unusable(Piece piece, string order, DateTimeOffset now)
    {
        bool isHeld = piece.State == CouponState.Reserved && now < piece.Until;
        return piece.State switch
        {
            CouponState.Redeemed => "coupon.redeemed",
            CouponState.Revoked => "coupon.revoked",
            CouponState.Expired => "coupon.expired",
            _ when isHeld => piece.Order == order ? null : "coupon.reserved",
            _ => piece.ExpiresAt <= now ? "coupon.expired" : null,
        };
    }

    private CouponTerms Terms(Piece piece) => _templates[piece.Template][piece.Version - 1].Terms;

    private Piece? Find(string member, CouponId coupon) => _pieces.Find(piece => piece.Member == member && piece.Id == coupon.Value);

    private int Issued(string template) => _pieces.Count(piece => piece.Template == template);

    private BigInteger Left(string template) =>
        (_templates[template][^1].Stock ?? CouponStock.Unlimited) - Issued(template) + (BigInteger)_restocked.GetValueOrDefault(template);

    private void Restock(Piece piece)
    {
        if (_templates[piece.Template][piece.Version - 1].Restocks)
        {
            _restocked[piece.Template] = _restocked.GetValueOrDefault(piece.Template) + 1;
        }
    }

    private sealed class Piece(string id, string member, string template, int version, DateTimeOffset? expiresAt)
    {
        internal string Id => id;

        internal string Member => member;

        internal string Template => template;

        internal int Version => version;

        internal DateTimeOffset? ExpiresAt => expiresAt;

        internal CouponState State { get; set; }

        internal string? Order { get; set; }

        internal DateTimeOffset? Until { get; set; }

        internal bool IsLive => State is CouponState.Issued or CouponState.Reserved;

        internal void Free() => (State, Order, Until) = (CouponState.Issued, null, null);
    }
}
