using PrivateDomain.Sdk.Points;

namespace PrivateDomain.Sdk.Verification;

/// <summary>One member's lots, each against the entries that must prove it. Holds that member's lots only.</summary>
internal sealed class LotProofs
{
    private readonly Dictionary<long, Proof> _lots = [];
    private readonly HashSet<string> _orders = new(StringComparer.Ordinal);
    private DateTimeOffset _next = PointLot.Never;

    internal Int128 Remaining { get; private set; }

    internal DateTimeOffset? NextExpiry => _next == PointLot.Never ? null : _next;

    internal void Add(PointLot lot, Findings findings)
    {
        findings.Check(
            lot is { Initial: >= 0, Remaining: >= 0, Spent: >= 0, Expired: >= 0, Reversed: >= 0, Repaid: >= 0 }
            && lot.Remaining <= lot.Initial - Int128.Min(lot.Moved, 0),
            "L9",
            lot,
            $"a part of the lot is negative or greater than its {lot.Initial} points");
        findings.Check(
            (Int128)lot.Remaining + lot.Spent + lot.Expired + lot.Reversed + lot.Repaid + lot.Moved == lot.Initial,
            "L3",
            lot,
            $"{lot.Remaining} remaining + {lot.Spent} spent + {lot.Expired} expired + {lot.Reversed} reversed + {lot.Repaid} repaid + {lot.Moved} moved is not {lot.Initial}");
        findings.Check(lot.Claimed >= 0 && lot.Claimed <= lot.Initial, "L6", lot, $"{lot.Claimed} of a grant of {lot.Initial} are reversed");
        findings.Check(lot.Settled >= 0 && lot.Settled <= lot.Expired, "L6", lot, $"{lot.Settled} are settled by {lot.Expired} expired points");
        findings.Check(lot.ExpiresAt > lot.AvailableAt && lot.AvailableAt >= lot.GrantedAt, "L3", lot, $"the lot expires before it is available");
        findings.Check(
            lot is { Initial: 0 } || lot.OrderId is not { } order || _orders.Add(order.Value), "I7", lot, $"the order granted points twice");
        _lots.Add(lot.Sequence, new Proof(lot));
        Remaining += lot.Remaining;
        if (lot.Remaining > 0 && lot.ExpiresAt < _next)
        {
            _next = lot.ExpiresAt;
        }
    }

    internal void Add(PointEntry entry, Findings findings)
    {
        bool mayNameNone = entry.Kind is PointEntryKind.Debt or PointEntryKind.DebtOut or PointEntryKind.DebtIn;
        if (entry.Lot == 0 && mayNameNone)
        {
            return;
        }

        if (!_lots.TryGetValue(entry.Lot, out Proof? proof))
        {
            findings.Breach("L3", entry.Key.ToString(), $"the entry names lot {entry.Lot}, which does not exist");
            return;
        }

        switch (entry.Kind)
        {
            case PointEntryKind.Grant:
                proof.Granted += entry.Amount;
                break;
            case PointEntryKind.Repay:
                proof.Repaid += entry.Amount;
                break;
            case PointEntryKind.Spend:
                proof.Spent += entry.Amount;
                break;
            case PointEntryKind.Expire:
                proof.Expired += entry.Amount;
                break;
            case PointEntryKind.Reverse:
                proof.Reversed += entry.Amount;
                break;
            case PointEntryKind.TransferOut:
                proof.Moved += entry.Amount;
                break;
            case PointEntryKind.TransferIn:
                proof.Moved -= entry.Amount;
                proof.CameIn += entry.Amount;
                break;
            case PointEntryKind.DebtOut:
                proof.Moved -= entry.Amount;
                proof.CameIn += entry.Amount;
                proof.RepaidElsewhere += entry.Amount;
                break;
        }
    }

    internal void Close(Findings findings)
    {
        foreach (Proof proof in _lots.Values)
        {
            PointLot lot = proof.Lot;
            findings.Check(
                proof.Granted + proof.Repaid == lot.Initial && proof.Repaid + proof.RepaidElsewhere == lot.Repaid && (lot.Initial > 0 || proof.CameIn > 0),
                "L3",
                lot,
                $"entries grant {proof.Granted}, repay {proof.Repaid + proof.RepaidElsewhere} and bring {proof.CameIn}, and the lot says {lot.Initial} and {lot.Repaid}");
            findings.Check(
                proof.Spent == lot.Spent && proof.Expired == lot.Expired && proof.Reversed == lot.Reversed && proof.Moved == lot.Moved,
                "L3",
                lot,
                $"entries spend {proof.Spent}, expire {proof.Expired}, reverse {proof.Reversed}, move {proof.Moved}, and the lot says {lot.Spent}, {lot.Expired}, {lot.Reversed}, {lot.Moved}");
        }
    }

    private sealed class Proof(PointLot lot)
    {
        internal PointLot Lot { get; } = lot;

        internal Int128 Granted { get; set; }

        internal Int128 Repaid { get; set; }

        internal Int128 Spent { get; set; }

        internal Int128 Expired { get; set; }

        internal Int128 Reversed { get; set; }

        internal Int128 Moved { get; set; }

        internal Int128 CameIn { get; set; }

        internal Int128 RepaidElsewhere { get; set; }
    }
}
