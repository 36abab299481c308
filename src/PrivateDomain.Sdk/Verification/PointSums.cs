using PrivateDomain.Sdk.Points;

namespace PrivateDomain.Sdk.Verification;

/// <summary>What ledger entries add up to, for one member or a whole program. 128 bits: a sum must not hide an overflow.</summary>
internal sealed class PointSums
{
    internal long Count { get; private set; }

    internal Int128 Issued { get; private set; }

    internal Int128 Balance { get; private set; }

    internal Int128 Debt { get; private set; }

    internal Int128 Redeemed { get; private set; }

    internal Int128 Expired { get; private set; }

    internal Int128 Reversed { get; private set; }

    internal Int128 Repaid { get; private set; }

    /// <summary>What went to other ledgers, less what came from them.</summary>
    internal Int128 Transferred { get; private set; }

    /// <summary>What accounts say is left: the other side of what the entries add up to.</summary>
    internal Int128 Live { get; set; }

    /// <summary>Adds an entry of one member, in the order of its ledger.</summary>
    internal void Add(PointEntry entry, Findings findings)
    {
        Count++;
        findings.Check(entry.Sequence == Count, "L6", entry, $"entry {entry.Sequence} stands at place {Count}: the ledger has a gap");
        findings.Check(Enum.IsDefined(entry.Kind) && entry.From != entry.To, "L1", entry, $"the entry moves nothing from one account to another");
        findings.Check(entry.Amount > 0, "L9", entry, $"the amount is {entry.Amount}");
        switch (entry.Kind)
        {
            case PointEntryKind.Grant:
                Issued += entry.Amount;
                Balance += entry.Amount;
                break;
            case PointEntryKind.Repay:
                Issued += entry.Amount;
                Repaid += entry.Amount;
                Debt -= entry.Amount;
                break;
            case PointEntryKind.Spend:
                Redeemed += entry.Amount;
                Balance -= entry.Amount;
                break;
            case PointEntryKind.Expire:
                Expired += entry.Amount;
                Balance -= entry.Amount;
                break;
            case PointEntryKind.Reverse:
                Reversed += entry.Amount;
                Balance -= entry.Amount;
                break;
            case PointEntryKind.Debt:
                Debt += entry.Amount;
                break;
            case PointEntryKind.TransferOut:
                Transferred += entry.Amount;
                Balance -= entry.Amount;
                break;
            case PointEntryKind.TransferIn:
                Transferred -= entry.Amount;
                Balance += entry.Amount;
                break;
            case PointEntryKind.DebtOut:
                Transferred -= entry.Amount;
                Repaid += entry.Amount;
                Debt -= entry.Amount;
                break;
            case PointEntryKind.DebtIn:
                Transferred += entry.Amount;
                Repaid -= entry.Amount;
                Debt += entry.Amount;
                break;
        }

        findings.Check(
            entry.BalanceAfter == Balance && entry.DebtAfter == Debt,
            "L1",
            entry,
            $"the ledger adds up to {Balance} and a debt of {Debt} here, and the entry says {entry.BalanceAfter} and {entry.DebtAfter}");
        findings.Check(Balance >= 0 && Debt >= 0, "L4", entry, $"the balance fell to {Balance}, the debt to {Debt}");
    }

    internal void Add(PointSums member)
    {
        Issued += member.Issued;
        Live += member.Live;
        Redeemed += member.Redeemed;
        Expired += member.Expired;
        Reversed += member.Reversed;
        Repaid += member.Repaid;
        Transferred += member.Transferred;
    }
}
