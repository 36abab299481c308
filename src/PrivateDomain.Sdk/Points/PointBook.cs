using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Points;

/// <summary>
/// One member's ledger while one operation writes in it: each entry moves the balance or the debt, each change of a lot is remembered, and account and
/// lots are written once, at the end.
/// </summary>
/// <remarks>
/// Pure: it reads the view and writes to the changes of its decision. Lots are read a page at a time; when a page does not suffice the view is marked
/// incomplete, and the decision is made again with more. It lives on the stack, so a decision allocates what it returns and nothing else.
/// </remarks>
internal ref struct PointBook
{
    private readonly DecisionContext _context;
    private readonly string? _reason;
    private readonly PointAccount? _account;
    private readonly Changes _changes;
    private ChangedLots _lots;
    private Dictionary<RecordKey, PointLot>? _others;
    private LoadedRange? _open;
    private DateTimeOffset? _pendingUntil;
    private long _entries;
    private int _opened;

    internal PointBook(in DecisionContext context, MemberId memberId, Changes changes, OrderId? orderId, string? reason)
    {
        _context = context;
        MemberId = memberId;
        _changes = changes;
        OrderId = orderId;
        _reason = reason;
        _account = context.View.Find<PointAccount>(PointAccount.KeyOf(context.Program, memberId));
        Balance = _account?.Balance ?? 0;
        Debt = _account?.Debt ?? 0;
        _entries = _account?.Entries ?? 0;
        _pendingUntil = _account?.PendingUntil;
    }

    internal MemberId MemberId { get; }

    internal OrderId? OrderId { get; }

    internal readonly string Program => _context.Program;

    internal readonly DateTimeOffset Now => _context.Now;

    internal long Balance { get; private set; }

    internal long Debt { get; private set; }

    /// <summary>Whether points that are part of the balance may become available only later.</summary>
    internal readonly bool HasPending => _pendingUntil > _context.Now;

    /// <summary>The open lots, earliest expiry first. Read only where they matter: a grant to a member with nothing due needs the account alone.</summary>
    internal LoadedRange Open => _open ??= _context.View.Range(PointLot.Open, MemberId.Value, _context.Program);

    /// <summary>The open lots, latest expiry first.</summary>
    internal readonly LoadedRange OpenLatestFirst => _context.View.Range(PointLot.Open, MemberId.Value, _context.Program, descending: true);

    /// <summary>Whether an open lot's time has come: the account knows the earliest.</summary>
    internal static bool HasDue(PointAccount? account, DateTimeOffset now) => account?.NextExpiry <= now;

    /// <summary>Books every lot whose time has come.</summary>
    internal (int Lots, long Points) ExpireDue()
    {
        (int Lots, long Points) expired = default;
        if (!HasDue(_account, _context.Now))
        {
            return expired;
        }

        LoadedRange open = Open;
        foreach (Record record in open.Records)
        {
            var lot = (PointLot)record;
            if (lot.ExpiresAt > _context.Now)
            {
                return expired;
            }

            long points = lot.Remaining;
            Change(lot with { Remaining = 0, Expired = lot.Expired + points });
            Book(PointEntryKind.Expire, points, lot.Sequence, -points, 0);
            expired = (expired.Lots + 1, checked(expired.Points + points));
        }

        ExtendUnlessComplete(open);
        return expired;
    }

    /// <summary>All lots with points left, earliest expiry first, then in grant order; not all of them while the view is incomplete.</summary>
    internal List<PointLot> OpenLots()
    {
        LoadedRange open = Open;
        ExtendUnlessComplete(open);
        List<PointLot> lots = [];
        for (int i = 0; i < _lots.Count; i++)
        {
            lots.Add(_lots[i]);
        }

        foreach (Record record in open.Records)
        {
            var lot = (PointLot)record;
            if (ReferenceEquals(Latest(lot), lot))
            {
                lots.Add(lot);
            }
        }

        return
        [
            .. lots.Where(static lot => lot.Remaining > 0)
                .OrderBy(static lot => lot.ExpiresAt).ThenBy(static lot => lot.GrantedAt).ThenBy(static lot => lot.Sequence),
        ];
    }

    internal readonly void ExtendUnlessComplete(LoadedRange range)
    {
        if (!range.IsComplete)
        {
            _context.View.Extend(range);
        }
    }

    internal readonly bool IsOwn(PointLot lot) => lot.MemberId == MemberId;

    internal readonly PointLot Latest(PointLot lot) => IsOwn(lot) ? _lots.Latest(lot) : _others?.GetValueOrDefault(lot.Key, lot) ?? lot;

    internal void Change(PointLot lot)
    {
        if (IsOwn(lot))
        {
            _lots.Set(lot);
        }
        else
        {
            // Only what a grant in another ledger says of its reversal; points there are that ledger's to move.
            (_others ??= [])[lot.Key] = lot;
        }
    }

    /// <summary>Adds a lot that was not there before.</summary>
    internal void Add(PointLot lot)
    {
        _lots.Set(lot);
        _opened++;
    }

    /// <summary>Books points that come in for a new lot: what repays debt never becomes the member's to spend.</summary>
    /// <returns>The number of the lot, which is that of the first entry about it, and how much repaid debt.</returns>
    internal (long Sequence, long Repaid) BookIncoming(PointEntryKind kind, long points, PointEntryKind repaying)
    {
        long sequence = _entries + 1;
        long repaid = Math.Min(points, Debt);
        if (repaid > 0)
        {
            Book(repaying, repaid, sequence, 0, -repaid);
        }

        if (points > repaid)
        {
            Book(kind, points - repaid, sequence, points - repaid, 0);
        }

        return (sequence, repaid);
    }

    /// <summary>Remembers until when points of this ledger may be pending.</summary>
    internal void KnowPending(DateTimeOffset until)
    {
        if (until > (_pendingUntil ?? DateTimeOffset.MinValue))
        {
            _pendingUntil = until;
        }
    }

    internal void Book(PointEntryKind kind, long amount, long lot, long balanceChange, long debtChange)
    {
        Balance = checked(Balance + balanceChange);
        Debt = checked(Debt + debtChange);
        _entries++;
        _changes.Append(new PointEntry
        {
            Program = _context.Program,
            MemberId = MemberId,
            Sequence = _entries,
            Kind = kind,
            Amount = amount,
            Lot = lot,
            BalanceAfter = Balance,
            DebtAfter = Debt,
            At = _context.Now,
            Operation = _context.Operation,
            OrderId = OrderId,
            Reason = _reason,
        });
    }

    /// <summary>Asks for all that is to be written, and writes it.</summary>
    internal void Write()
    {
        if (_entries != (_account?.Entries ?? 0) || _lots.Count > 0 || _others is not null)
        {
            WriteAlways();
        }
    }

    /// <summary>The same, and the account even where nothing moved: whoever opens it meanwhile must decide anew.</summary>
    internal void WriteAlways()
    {
        _changes.Put((_account ?? new PointAccount { Program = _context.Program, MemberId = MemberId }) with
        {
            Balance = Balance,
            Debt = Debt,
            Entries = _entries,
            NextExpiry = NextExpiry(),
            PendingUntil = _pendingUntil,
        });
        foreach (PointLot lot in (IEnumerable<PointLot>?)_others?.Values ?? [])
        {
            _changes.Put(lot);
        }

        for (int i = 0; i < _lots.Count; i++)
        {
            _changes.Put(_lots[i]);
        }
    }

    private DateTimeOffset? NextExpiry()
    {
        DateTimeOffset earliest = _lots.EarliestExpiry;
        if (_lots.Count == _opened)
        {
            // No older lot changed, so what the account says of them still holds.
            return earliest < (_account?.NextExpiry ?? PointLot.Never) ? earliest : _account?.NextExpiry;
        }

        // Lots that were opened or filled again are not among those that were read.
        LoadedRange open = Open;
        foreach (Record record in open.Records)
        {
            PointLot lot = Latest((PointLot)record);
            if (lot.Remaining > 0)
            {
                earliest = lot.ExpiresAt < earliest ? lot.ExpiresAt : earliest;
                return earliest < PointLot.Never ? earliest : null;
            }
        }

        ExtendUnlessComplete(open);
        return earliest < PointLot.Never ? earliest : null;
    }
}
