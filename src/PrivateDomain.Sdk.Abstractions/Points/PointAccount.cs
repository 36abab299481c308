using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Points;

/// <summary>Where a member's points ledger stands: written by the same commit as the entries that prove it.</summary>
public sealed record PointAccount : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<PointAccount> Schema { get; } = new RecordTypeBuilder<PointAccount>("point_accounts")
        .Int64("balance", r => r.Balance)
        .Int64("debt", r => r.Debt)
        .Int64("entries", r => r.Entries)
        .OptionalInstant("next_expiry", r => r.NextExpiry)
        .OptionalInstant("pending_until", r => r.PendingUntil)
        .Index("due", IndexScope.Program, "next_expiry")
        .Build(static (ref row) => new PointAccount
        {
            Program = row.Program,
            Revision = row.Revision,
            MemberId = row.Owner,
            Balance = row.Int64(),
            Debt = row.Int64(),
            Entries = row.Int64(),
            NextExpiry = row.OptionalInstant(),
            PendingUntil = row.OptionalInstant(),
        });

    /// <summary>The accounts of a program that hold points which expire, earliest first.</summary>
    public static RecordIndex Due { get; } = Schema.Index("due");

    /// <summary>Whose account.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>Points left in all lots: available, pending, and expired ones that no operation has booked yet. Never negative.</summary>
    public long Balance { get; init; }

    /// <summary>Points owed; above 0 only when <see cref="Balance"/> is 0.</summary>
    public long Debt { get; init; }

    /// <summary>How many entries the ledger has: the sequence of the last one.</summary>
    public long Entries { get; init; }

    /// <summary>When the next points expire; <see langword="null"/> when none do.</summary>
    public DateTimeOffset? NextExpiry { get; init; }

    /// <summary>From when on no points are pending: the latest time at which any lot became or becomes available.</summary>
    public DateTimeOffset? PendingUntil { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => MemberId.Value;

    /// <inheritdoc/>
    public override string Id => "";

    /// <summary>The key of a member's account.</summary>
    /// <param name="program">The program.</param>
    /// <param name="memberId">The member.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, MemberId memberId) => new(Schema, memberId.Value, program, "");
}
