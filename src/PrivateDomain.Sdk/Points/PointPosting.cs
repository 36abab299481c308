using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Points;

/// <summary>
/// What one operation does to one member's points: entries, lots and account, computed from the view and written all together at the end.
/// </summary>
/// <remarks>
/// Pure: it reads the view and keeps its results to itself until <see cref="WriteTo"/>. Lots are read a page at a time; when a page does not
/// suffice the view is marked incomplete, and the decision is made again with more.
/// </remarks>
internal sealed class PointPosting
{
    private readonly DecisionContext _context;
    private readonly OrderId? _orderId;
    private readonly string? _reason;
    private readonly Dictionary<long, PointLot> _changed = [];
    private readonly List<PointEntry> _entries = [];
    private Dictionary<Storage.RecordKey, PointLot>? _others;
    private PointAccount _account;
    private PointLot? _granted;

    internal PointPosting(in DecisionContext context, MemberId memberId, OrderId? orderId = null, string? reason = null)
    {
        _context = context;
        _orderId = orderId;
        _reason = reason;
        _account = context.View.Find<PointAccount>(PointAccount.KeyOf(context.Program, memberId))
            ?? new PointAccount { Program = context.Program, MemberId = memberId };
    }

    internal long Balance => _account.Balance;

    internal long Debt => _account.Debt;

    internal long Expired { get; private set; }

    internal int ExpiredLots { get; private set; }

    internal long Reversed { get; private set; }

    internal long Settled { get; private set; }

    internal long DebtIncurred { get; private set; }

    internal long DebtRepaid { get; private set; }

    internal long? GrantedLot => _granted?.Sequence;

    /// <summary>The open lots, earliest expiry first. Read only where they matter: a grant to a member with nothing due needs the account alone.</summary>
    private LoadedRange Open => _context.View.Range(PointLot.Open, _account.MemberId.Value, _context.Program);

    /// <summary>Asks for what a posting usually reads.</summary>
    /// <param name="context">The context.</param>
    /// <param name="memberId">Whose posting.</param>
    /// <param name="takesFromLots">Whether points will be taken from lots; otherwise they are read only when some are due.</param>
    internal static void Read(in DecisionContext context, MemberId memberId, bool takesFromLots)
    {
        PointAccount? account = context.View.Find<PointAccount>(PointAccount.KeyOf(context.Program, memberId));
        if (takesFromLots || HasDue(account, context.Now))
        {
            context.View.Range(PointLot.Open, memberId.Value, context.Program);
        }
    }

    /// <summary>Books every lot whose time has come.</summary>
    internal void ExpireDue()
    {
        if (!HasDue(_account, _context.Now))
        {
            return;
        }

        LoadedRange open = Open;
        foreach (Storage.Record record in open.Records)
        {
            var lot = (PointLot)record;
            if (lot.ExpiresAt > _context.Now)
            {
                return;
            }

            long points = lot.Remaining;
            Change(lot with { Remaining = 0, Expired = lot.Expired + points });
            Book(PointEntryKind.Expire, points, lot.Sequence, -points, 0);
            Expired = checked(Expired + points);
            ExpiredLots++;
        }

        ExtendUnlessComplete(open);
    }

    /// <summary>What may be spent now, once <see cref="ExpireDue"/> was called.</summary>
    internal long Available()
    {
        if (_account.PendingUntil is not { } until || until <= _context.Now)
        {
            return _account.Balance;
        }

        LoadedRange open = Open;
        ExtendUnlessComplete(open);
        long available = 0;
        foreach (Storage.Record record in open.Records)
        {
            PointLot lot = Latest((PointLot)record);
            available = checked(available + (lot.AvailableAt <= _context.Now ? lot.Remaining : 0));
        }

        return available;
    }

    /// <summary>Spends points that are known to be available.</summary>
    internal void Spend(long points)
    {
        if (points == 0)
        {
            return;
        }

        long left = points;
        LoadedRange open = Open;
        foreach (Storage.Record record in open.Records)
        {
            if (left == 0)
            {
                return;
            }

            PointLot lot = Latest((PointLot)record);
            long taken = lot.AvailableAt <= _context.Now ? Math.Min(left, lot.Remaining) : 0;
            if (taken > 0)
            {
                Change(lot with { Remaining = lot.Remaining - taken, Spent = lot.Spent + taken });
                Book(PointEntryKind.Spend, taken, lot.Sequence, -taken, 0);
                left -= taken;
            }
        }

        if (left > 0)
        {
            ExtendUnlessComplete(open);
        }
    }

    /// <summary>Whether the balance stays within 64 bits after a grant.</summary>
    internal bool HasRoomFor(long points) => points < long.MaxValue && _account.Balance <= long.MaxValue - points;

    /// <summary>Whether the debt stays within 64 bits after a reversal.</summary>
    internal bool HasRoomForDebt(long points) => _account.Debt <= long.MaxValue - points;

    /// <summary>Grants a lot; what repays debt never becomes the member's to spend.</summary>
    internal void Grant(long points, DateTimeOffset availableAt, DateTimeOffset expiresAt, string policy)
    {
        long repaid = Math.Min(points, _account.Debt);
        long sequence = _account.Entries + 1;
        if (repaid > 0)
        {
            Book(PointEntryKind.Repay, repaid, sequence, 0, -repaid);
            DebtRepaid = checked(DebtRepaid + repaid);
        }

        if (points > repaid)
        {
            Book(PointEntryKind.Grant, points - repaid, sequence, points - repaid, 0);
        }

        _granted = new PointLot
        {
            Program = _context.Program,
            MemberId = _account.MemberId,
            Sequence = sequence,
            Initial = points,
            Remaining = points - repaid,
            Repaid = repaid,
            GrantedAt = _context.Now,
            AvailableAt = availableAt,
            ExpiresAt = expiresAt,
            OrderId = _orderId,
            Policy = policy,
        };
        Change(_granted);
        if (availableAt > (_account.PendingUntil ?? DateTimeOffset.MinValue))
        {
            _account = _account with { PendingUntil = availableAt };
        }
    }

    /// <summary>
    /// Takes back a part of a grant: from its lot, or from the lots that it went into when members were merged; then what of those has expired counts as
    /// settled, once; then from other lots, latest expiry first; the rest is debt.
    /// </summary>
    internal void Reverse(PointLot grant, long points, IReadOnlyList<PointLot>? movedTo = null)
    {
        Change(Latest(grant) with { Claimed = checked(Latest(grant).Claimed + points) });
        long left = ReverseFrom(grant, points);
        foreach (PointLot moved in movedTo ?? [])
        {
            left = ReverseFrom(moved, left);
        }

        left = Settle(grant, left);
        foreach (PointLot moved in movedTo ?? [])
        {
            left = Settle(moved, left);
        }

        if (left > 0 && _account.Balance > 0)
        {
            left = ReverseOthers(left);
        }

        if (left > 0)
        {
            Book(PointEntryKind.Debt, left, IsOwn(grant) ? grant.Sequence : 0, 0, left);
            DebtIncurred = checked(DebtIncurred + left);
        }
    }

    /// <summary>All lots with points left, earliest expiry first, then in grant order; not all of them while the view is incomplete.</summary>
    internal IReadOnlyList<PointLot> OpenLots()
    {
        LoadedRange open = Open;
        ExtendUnlessComplete(open);
        return
        [
            .. open.Records.Cast<PointLot>().Concat(_changed.Values).Select(Latest).Where(static lot => lot.Remaining > 0).DistinctBy(static lot => lot.Sequence)
                .OrderBy(static lot => lot.ExpiresAt).ThenBy(static lot => lot.GrantedAt).ThenBy(static lot => lot.Sequence),
        ];
    }

    /// <summary>Pays what is owed with what there is, latest expiry first as for a reversal, and says which lots paid how much.</summary>
    internal List<(PointLot Lot, long Paid)> PayDebt()
    {
        var paid = new List<(PointLot Lot, long Paid)>();
        if (_account.Debt == 0 || _account.Balance == 0)
        {
            return paid;
        }

        foreach (PointLot lot in OpenLots().Reverse())
        {
            long points = Math.Min(_account.Debt, lot.Remaining);
            if (points > 0)
            {
                TransferOut(lot, points);
                DebtOut(points);
                paid.Add((lot, points));
            }
        }

        return paid;
    }

    /// <summary>Gives points of a lot to another ledger.</summary>
    internal void TransferOut(PointLot lot, long points)
    {
        PointLot latest = Latest(lot);
        Change(latest with { Remaining = latest.Remaining - points, Moved = checked(latest.Moved + points) });
        Book(PointEntryKind.TransferOut, points, lot.Sequence, -points, 0);
    }

    /// <summary>Takes points of another ledger's lot into a new lot: they become available and expire when they did, and pay what is owed here first.</summary>
    internal PointLot TransferIn(PointLot from, long points)
    {
        long repaid = Math.Min(points, _account.Debt);
        long sequence = _account.Entries + 1;
        if (repaid > 0)
        {
            Book(PointEntryKind.DebtOut, repaid, sequence, 0, -repaid);
        }

        if (points > repaid)
        {
            Book(PointEntryKind.TransferIn, points - repaid, sequence, points - repaid, 0);
        }

        var lot = new PointLot
        {
            Program = _context.Program,
            MemberId = _account.MemberId,
            Sequence = sequence,
            Initial = 0,
            Remaining = points - repaid,
            Repaid = repaid,
            Moved = -points,
            GrantedAt = from.GrantedAt,
            AvailableAt = from.AvailableAt,
            ExpiresAt = from.ExpiresAt,
            OrderId = from.OrderId,
            Policy = from.Policy,
        };
        Change(lot);
        KnowPending(lot);
        return lot;
    }

    /// <summary>Takes points back into the lot that they once came out of.</summary>
    internal void TransferBack(PointLot lot, long points)
    {
        PointLot latest = Latest(lot);
        PointLot after = latest with { Remaining = checked(latest.Remaining + points), Moved = latest.Moved - points };
        Change(after);
        Book(PointEntryKind.TransferIn, points, lot.Sequence, points, 0);
        KnowPending(after);
    }

    /// <summary>Lets another ledger have a debt, or pay it.</summary>
    internal void DebtOut(long points) => Book(PointEntryKind.DebtOut, points, 0, 0, -points);

    /// <summary>Takes over another ledger's debt, once there are no points left to pay it with.</summary>
    internal void DebtIn(long points) => Book(PointEntryKind.DebtIn, points, 0, 0, points);

    /// <summary>Asks for all that <see cref="WriteTo"/> will write, and writes it.</summary>
    internal void WriteTo(Changes changes)
    {
        if (_entries.Count == 0 && _changed.Count == 0 && _others is null)
        {
            return;
        }

        WriteAlwaysTo(changes);
    }

    /// <summary>The same, and the account even where nothing moved: whoever opens it meanwhile must decide anew.</summary>
    internal void WriteAlwaysTo(Changes changes)
    {
        _account = _account with { NextExpiry = NextExpiry() };
        changes.Put(_account);
        foreach (PointLot lot in _others?.Values ?? Enumerable.Empty<PointLot>())
        {
            changes.Put(lot);
        }

        foreach (PointLot lot in _changed.Values)
        {
            changes.Put(lot);
        }

        foreach (PointEntry entry in _entries)
        {
            changes.Append(entry);
        }
    }

    private long ReverseFrom(PointLot lot, long points)
    {
        PointLot latest = Latest(lot);
        long taken = IsOwn(lot) ? Math.Min(points, latest.Remaining) : 0;
        if (taken > 0)
        {
            Change(latest with { Remaining = latest.Remaining - taken, Reversed = latest.Reversed + taken });
            BookReversal(taken, lot.Sequence);
        }

        return points - taken;
    }

    private long Settle(PointLot lot, long points)
    {
        PointLot latest = Latest(lot);
        long settled = Math.Min(points, latest.Expired - latest.Settled);
        if (settled > 0)
        {
            Change(latest with { Settled = latest.Settled + settled });
            Settled = checked(Settled + settled);
        }

        return points - settled;
    }

    private long ReverseOthers(long points)
    {
        LoadedRange latestFirst = _context.View.Range(PointLot.Open, _account.MemberId.Value, _context.Program, descending: true);
        long left = points;
        foreach (Storage.Record record in latestFirst.Records)
        {
            PointLot lot = Latest((PointLot)record);
            long taken = Math.Min(left, lot.Remaining);
            if (taken > 0)
            {
                Change(lot with { Remaining = lot.Remaining - taken, Reversed = lot.Reversed + taken });
                BookReversal(taken, lot.Sequence);
                left -= taken;
            }

            if (left == 0)
            {
                return 0;
            }
        }

        ExtendUnlessComplete(latestFirst);
        return left;
    }

    private void BookReversal(long points, long lot)
    {
        if (points > 0)
        {
            Book(PointEntryKind.Reverse, points, lot, -points, 0);
            Reversed = checked(Reversed + points);
        }
    }

    private DateTimeOffset? NextExpiry()
    {
        PointLot? next = _granted is { Remaining: > 0 } ? Latest(_granted) : null;
        if (_changed.Count == (_granted is null ? 0 : 1))
        {
            // No older lot changed, so what the account says of them still holds.
            return next is not null && next.ExpiresAt < (_account.NextExpiry ?? PointLot.Never) ? next.ExpiresAt : _account.NextExpiry;
        }

        // Lots that were opened or filled again are not among those that were read.
        foreach (PointLot lot in _changed.Values)
        {
            next = lot.Remaining > 0 && (next is null || lot.ExpiresAt < next.ExpiresAt) ? lot : next;
        }

        LoadedRange open = Open;
        foreach (Storage.Record record in open.Records)
        {
            PointLot lot = Latest((PointLot)record);
            if (lot.Remaining > 0)
            {
                next = next is null || lot.ExpiresAt < next.ExpiresAt ? lot : next;
                return next.ExpiresAt < PointLot.Never ? next.ExpiresAt : null;
            }
        }

        ExtendUnlessComplete(open);
        return next is not null && next.ExpiresAt < PointLot.Never ? next.ExpiresAt : null;
    }

    /// <summary>Whether an open lot's time has come: the account knows the earliest.</summary>
    private static bool HasDue(PointAccount? account, DateTimeOffset now) => account?.NextExpiry <= now;

    private void ExtendUnlessComplete(LoadedRange range)
    {
        if (!range.IsComplete)
        {
            _context.View.Extend(range);
        }
    }

    private bool IsOwn(PointLot lot) => lot.MemberId == _account.MemberId;

    private PointLot Latest(PointLot lot) =>
        IsOwn(lot) ? _changed.GetValueOrDefault(lot.Sequence, lot) : _others?.GetValueOrDefault(lot.Key, lot) ?? lot;

    private void Change(PointLot lot)
    {
        if (IsOwn(lot))
        {
            _changed[lot.Sequence] = lot;
        }
        else
        {
            // Only what a grant in another ledger says of its reversal; points there are that ledger's to move.
            (_others ??= [])[lot.Key] = lot;
        }
    }

    private void KnowPending(PointLot lot)
    {
        if (lot.AvailableAt > _context.Now && lot.AvailableAt > (_account.PendingUntil ?? DateTimeOffset.MinValue))
        {
            _account = _account with { PendingUntil = lot.AvailableAt };
        }
    }

    private void Book(PointEntryKind kind, long amount, long lot, long balanceChange, long debtChange)
    {
        _account = _account with
        {
            Balance = checked(_account.Balance + balanceChange),
            Debt = checked(_account.Debt + debtChange),
            Entries = _account.Entries + 1,
        };
        _entries.Add(new PointEntry
        {
            Program = _context.Program,
            MemberId = _account.MemberId,
            Sequence = _account.Entries,
            Kind = kind,
            Amount = amount,
            Lot = lot,
            BalanceAfter = _account.Balance,
            DebtAfter = _account.Debt,
            At = _context.Now,
            Operation = _context.Operation,
            OrderId = _orderId,
            Reason = _reason,
        });
    }
}
