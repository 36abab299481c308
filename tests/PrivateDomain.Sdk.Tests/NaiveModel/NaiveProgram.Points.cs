using System.Numerics;

namespace PrivateDomain.Sdk.Tests.NaiveModel;

internal sealed partial class NaiveProgram
{
    private static readonly DateTime s_never = new(9999, 12, 31, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Books expired points of all members; the answer counts members, lots and points.</summary>
    internal string Sweep(DateTime asOf)
    {
        int members = 0;
        int lots = 0;
        BigInteger points = 0;
        foreach (NaiveMember member in Members.Values)
        {
            int before = member.Points.Count;
            points += Expire(member, asOf, "points.expire/", null, null);
            lots += member.Points.Count - before;
            members += member.Points.Count > before ? 1 : 0;
        }

        return $"sweep members {members} lots {lots} points {points}";
    }

    private NaiveAnswer Grant(NaiveGrant command, DateTime at)
    {
        if (!Members.TryGetValue(command.Member, out NaiveMember? member))
        {
            return NaiveAnswer.Refuse("member.not_found");
        }

        // Points cannot become available before they are granted.
        DateTime from = command.AvailableAt ?? (at + Terms.PendingFor);
        DateTime availableAt = from > at ? from : at;
        DateTime expiresAt = command.ExpiresAt ?? (at + Terms.ExpiresAfter) ?? s_never;
        if (expiresAt <= availableAt)
        {
            return NaiveAnswer.Refuse("points.expiry_out_of_range");
        }

        BigInteger due = NaiveMember.Sum(member.Lots, lot => lot.ExpiresAt <= at ? lot.Remaining : 0);
        BigInteger repaid = BigInteger.Min(member.Debt, command.Points);
        if (member.Balance - due + command.Points - repaid > s_largest)
        {
            return NaiveAnswer.Refuse("points.balance_too_large");
        }

        string operation = NameOf(command);
        Expire(member, at, operation, null, command.Reason);
        NaiveLot lot = OpenLot(member, command.Points, at, availableAt, expiresAt, operation, null, command.Reason);
        return NaiveAnswer.Accept(
            $"grant {member.Id} lot {lot.Number} granted {command.Points} repaid {repaid} available {lot.AvailableAt.Ticks} expires {lot.ExpiresAt.Ticks} " +
            $"balance {member.Balance} debt {member.Debt}");
    }

    private NaiveAnswer Spend(NaiveSpend command, DateTime at)
    {
        if (!Members.TryGetValue(command.Member, out NaiveMember? member))
        {
            return NaiveAnswer.Refuse("member.not_found");
        }

        if (member.Available(at) < command.Points)
        {
            return NaiveAnswer.Refuse("points.insufficient");
        }

        string operation = NameOf(command);
        Expire(member, at, operation, null, command.Reason);
        Take(member, command.Points, at, operation, null, command.Reason);
        return NaiveAnswer.Accept($"spend {member.Id} spent {command.Points} balance {member.Balance}");
    }

    private NaiveAnswer Reverse(NaiveReverse command, DateTime at)
    {
        NaiveLot? lot = Members.TryGetValue(command.Member, out NaiveMember? member)
            ? member.Lots.Find(l => l.Number == command.Lot)
            : null;
        if (member is null || lot is null)
        {
            return NaiveAnswer.Refuse("points.lot_not_found");
        }

        if (lot.Claimed + command.Points > lot.Initial)
        {
            return NaiveAnswer.Refuse("points.reversal_exceeds_grant");
        }

        if (member.Debt + DebtOf(member, lot, command.Points, at) > s_largest)
        {
            return NaiveAnswer.Refuse("points.balance_too_large");
        }

        string operation = NameOf(command);
        Expire(member, at, operation, null, command.Reason);
        (BigInteger reversed, BigInteger settled, BigInteger debt) = TakeBack(member, lot, command.Points, at, operation, null, command.Reason);
        return NaiveAnswer.Accept(
            $"reverse {member.Id} lot {lot.Number} reversed {reversed} settled {settled} incurred {debt} balance {member.Balance} debt {member.Debt}");
    }

    /// <summary>Books the lots of a member that are due, earliest expiry first; answers with the points.</summary>
    private static BigInteger Expire(NaiveMember member, DateTime at, string operation, string? order, string? reason)
    {
        BigInteger points = 0;
        foreach (NaiveLot lot in member.Lots.Where(l => l.Remaining > 0 && l.ExpiresAt <= at).OrderBy(l => l.ExpiresAt).ThenBy(l => l.Number).ToList())
        {
            BigInteger amount = lot.Remaining;
            lot.Remaining = 0;
            lot.Expired += amount;
            points += amount;
            Enter(member, "Expire", amount, lot.Number, at, operation, order, reason);
        }

        return points;
    }

    /// <summary>A grant always opens a lot; debt is repaid first.</summary>
    private static NaiveLot OpenLot(
        NaiveMember member, BigInteger points, DateTime at, DateTime availableAt, DateTime expiresAt, string operation, string? order, string? reason)
    {
        long number = member.Points.Count + 1;
        var lot = new NaiveLot(number, at, availableAt, expiresAt, points);
        BigInteger repaid = BigInteger.Min(member.Debt, points);
        member.Lots.Add(lot);
        if (repaid > 0)
        {
            member.Debt -= repaid;
            Enter(member, "Repay", repaid, number, at, operation, order, reason);
        }

        if (points > repaid)
        {
            lot.Remaining = points - repaid;
            Enter(member, "Grant", points - repaid, number, at, operation, order, reason);
        }

        return lot;
    }

    /// <summary>Spends available points, earliest expiry first, then in grant order.</summary>
    private static void Take(NaiveMember member, BigInteger points, DateTime at, string operation, string? order, string? reason)
    {
        foreach (NaiveLot lot in member.Lots
            .Where(l => l.Remaining > 0 && l.AvailableAt <= at && at < l.ExpiresAt)
            .OrderBy(l => l.ExpiresAt).ThenBy(l => l.Number).ToList())
        {
            BigInteger amount = BigInteger.Min(points, lot.Remaining);
            if (amount > 0)
            {
                lot.Remaining -= amount;
                points -= amount;
                Enter(member, "Spend", amount, lot.Number, at, operation, order, reason);
            }
        }
    }

    /// <summary>
    /// Reverses a part of a grant: its own lot, then what had expired of it counts once, then other lots with the latest expiry and then the
    /// latest grant first; the rest is debt.
    /// </summary>
    private static (BigInteger Reversed, BigInteger Settled, BigInteger Debt) TakeBack(
        NaiveMember member, NaiveLot lot, BigInteger points, DateTime at, string operation, string? order, string? reason)
    {
        BigInteger left = points;
        BigInteger reversed = 0;
        lot.Claimed += points;
        BigInteger own = BigInteger.Min(left, lot.Remaining);
        if (own > 0)
        {
            lot.Remaining -= own;
            left -= own;
            reversed += own;
            Enter(member, "Reverse", own, lot.Number, at, operation, order, reason);
        }

        BigInteger settled = BigInteger.Min(left, lot.Expired - lot.Settled);
        lot.Settled += settled;
        left -= settled;
        foreach (NaiveLot other in member.Lots.Where(l => l.Remaining > 0).OrderByDescending(l => l.ExpiresAt).ThenByDescending(l => l.Number).ToList())
        {
            BigInteger amount = BigInteger.Min(left, other.Remaining);
            if (amount > 0)
            {
                other.Remaining -= amount;
                left -= amount;
                reversed += amount;
                Enter(member, "Reverse", amount, other.Number, at, operation, order, reason);
            }
        }

        if (left > 0)
        {
            member.Debt += left;
            Enter(member, "Debt", left, lot.Number, at, operation, order, reason);
        }

        return (reversed, settled, left);
    }

    /// <summary>The debt that a reversal would leave, without doing it.</summary>
    private static BigInteger DebtOf(NaiveMember member, NaiveLot lot, BigInteger points, DateTime at)
    {
        BigInteger live = NaiveMember.Sum(member.Lots, l => l.ExpiresAt <= at ? 0 : l.Remaining);
        BigInteger due = lot.ExpiresAt <= at ? lot.Remaining : 0;
        BigInteger own = lot.ExpiresAt <= at ? 0 : lot.Remaining;
        BigInteger left = points - BigInteger.Min(points, own);
        left -= BigInteger.Min(left, lot.Expired + due - lot.Settled);
        return left - BigInteger.Min(left, live - own);
    }

    private static void Enter(
        NaiveMember member, string kind, BigInteger amount, long lot, DateTime at, string operation, string? order, string? reason) =>
        member.Points.Add(new NaivePointEntry(member.Points.Count + 1, kind, amount, lot, member.Balance, member.Debt, at, operation, order, reason));
}
