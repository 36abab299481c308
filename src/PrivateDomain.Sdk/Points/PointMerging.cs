using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Points;

/// <summary>
/// Moves a member's points and debt into another's ledger, and what is left of them back. Pure: what one ledger gives the other takes, lot by lot, so that
/// times of availability and expiry stay what they were. Nothing is written unless the view was complete.
/// </summary>
internal static class PointMerging
{
    /// <summary>Moves everything: what is owed on either side is paid with what the other has.</summary>
    internal static MovedPoints Merge(in DecisionContext context, MemberId from, MemberId into, string? reason, Changes changes)
    {
        var giver = new PointMove(context, from, changes, reason);
        var taker = new PointMove(context, into, changes, reason);
        giver.ExpireDue();
        taker.ExpireDue();
        long points = giver.Balance;
        long debt = giver.Debt;
        var transfers = new List<PointTransfer>();
        foreach (PointLot lot in giver.OpenLots())
        {
            giver.GiveFrom(lot, lot.Remaining);
            PointLot opened = taker.Take(lot, lot.Remaining);
            transfers.Add(new PointTransfer
            {
                Program = context.Program,
                MemberId = from,
                Lot = lot.Sequence,
                To = into,
                ToLot = opened.Sequence,
                Points = lot.Remaining,
                Repaid = opened.Repaid,
            });
        }

        if (debt > 0)
        {
            giver.GiveDebt(debt);
            taker.TakeDebt(debt);
            foreach ((PointLot lot, long paid) in taker.PayDebt())
            {
                transfers.Add(new PointTransfer { Program = context.Program, MemberId = into, Lot = lot.Sequence, To = from, ToLot = 0, Points = paid });
            }
        }

        giver.WriteAlways();
        taker.Write();
        Write(context, transfers, changes);
        return new MovedPoints(points, debt, taker.Debt);
    }

    /// <summary>Moves back what is left of what a merge moved: points that were spent or ran out stay so, and so does debt that was paid since.</summary>
    /// <param name="context">The context.</param>
    /// <param name="from">Whose points they were.</param>
    /// <param name="into">Who has them now.</param>
    /// <param name="owed">How much of the debt stood after the merge.</param>
    /// <param name="reason">Why, for the ledgers.</param>
    /// <param name="changes">What is written.</param>
    internal static MovedPoints Undo(in DecisionContext context, MemberId from, MemberId into, long owed, string? reason, Changes changes)
    {
        var owner = new PointMove(context, from, changes, reason);
        var holder = new PointMove(context, into, changes, reason);
        owner.ExpireDue();
        holder.ExpireDue();
        var transfers = new List<PointTransfer>();
        long debt = Math.Min(owed, holder.Debt);
        if (debt > 0)
        {
            holder.GiveDebt(debt);
        }

        long points = 0;
        foreach (PointTransfer transfer in Transfers(context, from))
        {
            if (transfer.To == into && transfer is { ToLot: > 0, Points: > 0 })
            {
                points = checked(points + Return(context, ref owner, ref holder, transfer, transfers));
            }
        }

        // What the survivor's own points paid of the debt comes back to him, and is owed again.
        foreach (PointTransfer transfer in Transfers(context, into))
        {
            if (transfer.To == from && transfer is { ToLot: 0, Points: > 0 }
                && context.View.Find<PointLot>(PointLot.KeyOf(context.Program, into, transfer.Lot)) is { } lot)
            {
                holder.TakeBack(lot, transfer.Points);
                debt = checked(debt + transfer.Points);
                transfers.Add(transfer with { Points = 0 });
            }
        }

        if (debt > 0)
        {
            owner.TakeDebt(debt);
        }

        owner.PayDebt();
        holder.PayDebt();
        owner.WriteAlways();
        holder.Write();
        Write(context, transfers, changes);
        return new MovedPoints(points, debt, owner.Debt);
    }

    /// <summary>The lots that a grant's points went into when its member was merged, and where those went from there.</summary>
    internal static List<PointLot> Follow(in DecisionContext context, PointLot grant)
    {
        var lots = new List<PointLot>();
        if (grant.Moved == 0)
        {
            return lots;
        }

        var seen = new HashSet<RecordKey> { grant.Key };
        var next = new Queue<PointLot>([grant]);
        while (next.TryDequeue(out PointLot? lot))
        {
            foreach (PointTransfer transfer in Transfers(context, lot.MemberId))
            {
                RecordKey key = PointLot.KeyOf(context.Program, transfer.To, transfer.ToLot);
                if (transfer.Lot == lot.Sequence && transfer.ToLot > 0 && seen.Add(key) && context.View.Find<PointLot>(key) is { } moved)
                {
                    lots.Add(moved);
                    next.Enqueue(moved);
                }
            }
        }

        return lots;
    }

    /// <summary>Returns what is left of one lot's points to it. What of them paid debt at once is owed there again.</summary>
    private static long Return(
        in DecisionContext context, ref PointMove owner, ref PointMove holder, PointTransfer transfer, List<PointTransfer> transfers)
    {
        PointLot? lot = context.View.Find<PointLot>(PointLot.KeyOf(context.Program, transfer.MemberId, transfer.Lot));
        PointLot? there = context.View.Find<PointLot>(PointLot.KeyOf(context.Program, transfer.To, transfer.ToLot));
        if (lot is null || there is null)
        {
            return 0;
        }

        if (there.Remaining > 0)
        {
            holder.GiveFrom(there, there.Remaining);
        }

        if (transfer.Repaid > 0)
        {
            holder.TakeDebt(transfer.Repaid);
        }

        long back = checked(there.Remaining + transfer.Repaid);
        if (back > 0)
        {
            owner.TakeBack(lot, back);
            transfers.Add(transfer with { Points = transfer.Points - back, Repaid = 0 });
        }

        return back;
    }

    private static List<PointTransfer> Transfers(in DecisionContext context, MemberId memberId) =>
        new Overlay(context.View, new Changes()).Range<PointTransfer>(PointTransfer.Schema.Primary, memberId.Value, context.Program);

    private static void Write(in DecisionContext context, List<PointTransfer> transfers, Changes changes)
    {
        foreach (PointTransfer transfer in transfers)
        {
            // Members may be merged, parted and merged again: what is there from before is written over.
            PointTransfer? before = context.View.Find<PointTransfer>(transfer.Key);
            changes.Put(transfer with { Revision = before?.Revision ?? 0 });
        }
    }
}
