using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Points;

/// <summary>One line of a member's points ledger. Appended, never changed.</summary>
public sealed record PointEntry : Record
{
    private static readonly string[] KindNames = ["grant", "repay", "spend", "expire", "reverse", "debt", "transfer_out", "transfer_in", "debt_out", "debt_in"];

    // The number as the key holds it: keys are compared far more often than numbers are asked for.
    private readonly string _id = "";

    /// <summary>The record type.</summary>
    public static RecordType<PointEntry> Schema { get; } = new RecordTypeBuilder<PointEntry>("point_entries")
        .Text("kind", r => KindNames[(int)r.Kind])
        .Int64("amount", r => r.Amount)
        .Int64("lot", r => r.Lot)
        .Int64("balance_after", r => r.BalanceAfter)
        .Int64("debt_after", r => r.DebtAfter)
        .Instant("at", r => r.At)
        .Text("operation", r => r.Operation)
        .OptionalText("order_id", r => r.OrderId?.Value)
        .OptionalText("reason", r => r.Reason)
        .Build(static (ref row) => new PointEntry
        {
            Program = row.Program,
            Revision = row.Revision,
            MemberId = row.Owner,
            Sequence = NumberText.Parse(row.Id),
            Kind = (PointEntryKind)Array.IndexOf(KindNames, row.Text()),
            Amount = row.Int64(),
            Lot = row.Int64(),
            BalanceAfter = row.Int64(),
            DebtAfter = row.Int64(),
            At = row.Instant(),
            Operation = row.Text(),
            OrderId = row.OptionalId<OrderId>(),
            Reason = row.OptionalText(),
        });

    /// <summary>Whose entry.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>The number of the entry among the member's: 1, 2, 3 … without gap.</summary>
    public required long Sequence
    {
        get => NumberText.Parse(_id);
        init => _id = NumberText.Of(value);
    }

    /// <summary>Why points moved.</summary>
    public required PointEntryKind Kind { get; init; }

    /// <summary>How many points, above 0.</summary>
    public required long Amount { get; init; }

    /// <summary>The lot that points went into or came out of; for debt, the lot of the grant that was taken back, or 0 where that is in another ledger.</summary>
    public required long Lot { get; init; }

    /// <summary>The member's points after this entry, pending ones included.</summary>
    public required long BalanceAfter { get; init; }

    /// <summary>The member's debt after this entry.</summary>
    public required long DebtAfter { get; init; }

    /// <summary>The time of the decision.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The operation that caused it, as kind and key: <c>order.paid/1001</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The order, where an order caused it.</summary>
    public OrderId? OrderId { get; init; }

    /// <summary>The caller's reason, where one was given.</summary>
    public string? Reason { get; init; }

    /// <summary>Where the points came from.</summary>
    public PointLedgerAccount From => Kind switch
    {
        PointEntryKind.Grant or PointEntryKind.Repay => PointLedgerAccount.Issued,
        PointEntryKind.Debt or PointEntryKind.DebtIn => PointLedgerAccount.Debt,
        PointEntryKind.TransferIn or PointEntryKind.DebtOut => PointLedgerAccount.Transfer,
        _ => PointLedgerAccount.Member,
    };

    /// <summary>Where the points went.</summary>
    public PointLedgerAccount To => Kind switch
    {
        PointEntryKind.Grant or PointEntryKind.TransferIn => PointLedgerAccount.Member,
        PointEntryKind.Repay or PointEntryKind.DebtOut => PointLedgerAccount.Debt,
        PointEntryKind.Spend => PointLedgerAccount.Redeemed,
        PointEntryKind.Expire => PointLedgerAccount.Expired,
        PointEntryKind.TransferOut or PointEntryKind.DebtIn => PointLedgerAccount.Transfer,
        _ => PointLedgerAccount.Reversed,
    };

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => MemberId.Value;

    /// <inheritdoc/>
    public override string Id => _id;
}
