using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Points;

/// <summary>What a merge, or its undoing, does to one of the two ledgers: what one gives, the other takes.</summary>
/// <remarks>Pure, and neither account nor lots are written before <see cref="Write"/>.</remarks>
internal ref struct PointMove
{
    private PointBook _book;

    internal PointMove(in DecisionContext context, MemberId memberId, Changes changes, string? reason) =>
        _book = new PointBook(context, memberId, changes, orderId: null, reason);

    internal readonly long Balance => _book.Balance;

    internal readonly long Debt => _book.Debt;

    /// <summary>Books every lot whose time has come.</summary>
    internal void ExpireDue() => _book.ExpireDue();

    /// <summary>All lots with points left, earliest expiry first, then in grant order; not all of them while the view is incomplete.</summary>
    internal List<PointLot> OpenLots() => _book.OpenLots();

    /// <summary>Pays what is owed with what there is, latest expiry first as for a reversal, and says which lots paid how much.</summary>
    internal List<(PointLot Lot, long Paid)> PayDebt()
    {
        var paid = new List<(PointLot Lot, long Paid)>();
        if (Debt == 0 || Balance == 0)
        {
            return paid;
        }

        List<PointLot> lots = OpenLots();
        lots.Reverse();
        foreach (PointLot lot in lots)
        {
            long points = Math.Min(Debt, lot.Remaining);
            if (points > 0)
            {
                GiveFrom(lot, points);
                GiveDebt(points);
                paid.Add((lot, points));
            }
        }

        return paid;
    }

    /// <summary>Gives points of a lot to another ledger.</summary>
    internal void GiveFrom(PointLot lot, long points)
    {
        PointLot latest = _book.Latest(lot);
        _book.Change(latest with { Remaining = latest.Remaining - points, Moved = checked(latest.Moved + points) });
        _book.Book(PointEntryKind.TransferOut, points, lot.Sequence, -points, 0);
    }

    /// <summary>Takes points of another ledger's lot into a new lot: they become available and expire when they did, and pay what is owed here first.</summary>
    internal PointLot Take(PointLot from, long points)
    {
        (long sequence, long repaid) = _book.BookIncoming(PointEntryKind.TransferIn, points, PointEntryKind.DebtOut);
        var lot = new PointLot
        {
            Program = _book.Program,
            MemberId = _book.MemberId,
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
        _book.Add(lot);
        KnowPending(lot);
        return lot;
    }

    /// <summary>Takes points back into the lot that they once came out of.</summary>
    internal void TakeBack(PointLot lot, long points)
    {
        PointLot latest = _book.Latest(lot);
        PointLot after = latest with { Remaining = checked(latest.Remaining + points), Moved = latest.Moved - points };
        _book.Change(after);
        _book.Book(PointEntryKind.TransferIn, points, lot.Sequence, points, 0);
        KnowPending(after);
    }

    /// <summary>Lets another ledger have a debt, or pay it.</summary>
    internal void GiveDebt(long points) => _book.Book(PointEntryKind.DebtOut, points, 0, 0, -points);

    /// <summary>Takes over another ledger's debt, once there are no points left to pay it with.</summary>
    internal void TakeDebt(long points) => _book.Book(PointEntryKind.DebtIn, points, 0, 0, points);

    /// <summary>Asks for all that is to be written, and writes it; nothing where nothing was done.</summary>
    internal void Write() => _book.Write();

    /// <summary>The same, and the account even where nothing moved: whoever opens it meanwhile must decide anew.</summary>
    internal void WriteAlways() => _book.WriteAlways();

    private void KnowPending(PointLot lot)
    {
        if (lot.AvailableAt > _book.Now)
        {
            _book.KnowPending(lot.AvailableAt);
        }
    }
}
