using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Points;

/// <summary>What one operation does to one member's points, and what it can answer about that.</summary>
/// <remarks>Pure, and nothing is written before <see cref="Write"/>.</remarks>
internal ref struct PointPosting
{
    private PointBook _book;

    internal PointPosting(in DecisionContext context, MemberId memberId, Changes changes, OrderId? orderId = null, string? reason = null) =>
        _book = new PointBook(context, memberId, changes, orderId, reason);

    internal readonly long Balance => _book.Balance;

    internal readonly long Debt => _book.Debt;

    internal long Expired { get; private set; }

    internal int ExpiredLots { get; private set; }

    internal long Reversed { get; private set; }

    internal long Settled { get; private set; }

    internal long DebtIncurred { get; private set; }

    internal long DebtRepaid { get; private set; }

    internal long? GrantedLot { get; private set; }

    /// <summary>Asks for what a posting usually reads.</summary>
    /// <param name="context">The context.</param>
    /// <param name="memberId">Whose posting.</param>
    /// <param name="takesFromLots">Whether points will be taken from lots; otherwise they are read only when some are due.</param>
    internal static void Read(in DecisionContext context, MemberId memberId, bool takesFromLots)
    {
        PointAccount? account = context.View.Find<PointAccount>(PointAccount.KeyOf(context.Program, memberId));
        if (takesFromLots || PointBook.HasDue(account, context.Now))
        {
            context.View.Range(PointLot.Open, memberId.Value, context.Program);
        }
    }

    /// <summary>Books every lot whose time has come.</summary>
    internal void ExpireDue() => (ExpiredLots, Expired) = _book.ExpireDue();

    /// <summary>What may be spent now, once <see cref="ExpireDue"/> was called.</summary>
    internal long Available()
    {
        if (!_book.HasPending)
        {
            return Balance;
        }

        LoadedRange open = _book.Open;
        _book.ExtendUnlessComplete(open);
        long available = 0;
        foreach (Storage.Record record in open.Records)
        {
            PointLot lot = _book.Latest((PointLot)record);
            available = checked(available + (lot.AvailableAt <= _book.Now ? lot.Remaining : 0));
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
        LoadedRange open = _book.Open;
        foreach (Storage.Record record in open.Records)
        {
            if (left == 0)
            {
                return;
            }

            PointLot lot = _book.Latest((PointLot)record);
            long taken = lot.AvailableAt <= _book.Now ? Math.Min(left, lot.Remaining) : 0;
            if (taken > 0)
            {
                _book.Change(lot with { Remaining = lot.Remaining - taken, Spent = lot.Spent + taken });
                _book.Book(PointEntryKind.Spend, taken, lot.Sequence, -taken, 0);
                left -= taken;
            }
        }

        if (left > 0)
        {
            _book.ExtendUnlessComplete(open);
        }
    }

    /// <summary>Whether the balance stays within 64 bits after a grant.</summary>
    internal readonly bool HasRoomFor(long points) => points < long.MaxValue && Balance <= long.MaxValue - points;

    /// <summary>Whether the debt stays within 64 bits after a reversal.</summary>
    internal readonly bool HasRoomForDebt(long points) => Debt <= long.MaxValue - points;

    /// <summary>Grants a lot; what repays debt never becomes the member's to spend.</summary>
    internal void Grant(long points, DateTimeOffset availableAt, DateTimeOffset expiresAt, string policy)
    {
        (long sequence, long repaid) = _book.BookIncoming(PointEntryKind.Grant, points, PointEntryKind.Repay);
        _book.Add(new PointLot
        {
            Program = _book.Program,
            MemberId = _book.MemberId,
            Sequence = sequence,
            Initial = points,
            Remaining = points - repaid,
            Repaid = repaid,
            GrantedAt = _book.Now,
            AvailableAt = availableAt,
            ExpiresAt = expiresAt,
            OrderId = _book.OrderId,
            Policy = policy,
        });
        _book.KnowPending(availableAt);
        DebtRepaid = checked(DebtRepaid + repaid);
        GrantedLot = sequence;
    }

    /// <summary>
    /// Takes back a part of a grant: from its lot, or from the lots that it went into when members were merged; then what of those has expired counts as
    /// settled, once; then from other lots, latest expiry first; the rest is debt.
    /// </summary>
    internal void Reverse(PointLot grant, long points, IReadOnlyList<PointLot>? movedTo = null)
    {
        PointLot claimed = _book.Latest(grant);
        _book.Change(claimed with { Claimed = checked(claimed.Claimed + points) });
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

        if (left > 0 && Balance > 0)
        {
            left = ReverseOthers(left);
        }

        if (left > 0)
        {
            _book.Book(PointEntryKind.Debt, left, _book.IsOwn(grant) ? grant.Sequence : 0, 0, left);
            DebtIncurred = checked(DebtIncurred + left);
        }
    }

    /// <summary>Asks for all that is to be written, and writes it; nothing where nothing was done.</summary>
    internal void Write() => _book.Write();

    private long ReverseFrom(PointLot lot, long points)
    {
        // Points in another ledger are that ledger's to take.
        PointLot latest = _book.Latest(lot);
        long taken = _book.IsOwn(lot) ? Math.Min(points, latest.Remaining) : 0;
        Take(latest, taken);
        return points - taken;
    }

    private long Settle(PointLot lot, long points)
    {
        PointLot latest = _book.Latest(lot);
        long settled = Math.Min(points, latest.Expired - latest.Settled);
        if (settled > 0)
        {
            _book.Change(latest with { Settled = latest.Settled + settled });
            Settled = checked(Settled + settled);
        }

        return points - settled;
    }

    private long ReverseOthers(long points)
    {
        LoadedRange latestFirst = _book.OpenLatestFirst;
        long left = points;
        foreach (Storage.Record record in latestFirst.Records)
        {
            PointLot lot = _book.Latest((PointLot)record);
            long taken = Math.Min(left, lot.Remaining);
            Take(lot, taken);
            left -= taken;
            if (left == 0)
            {
                return 0;
            }
        }

        _book.ExtendUnlessComplete(latestFirst);
        return left;
    }

    private void Take(PointLot lot, long points)
    {
        if (points > 0)
        {
            _book.Change(lot with { Remaining = lot.Remaining - points, Reversed = lot.Reversed + points });
            _book.Book(PointEntryKind.Reverse, points, lot.Sequence, -points, 0);
            Reversed = checked(Reversed + points);
        }
    }
}
