using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Points;

/// <summary>Points granted together (批次): they become available and expire together.</summary>
/// <remarks>
/// <see cref="Initial"/> = <see cref="Remaining"/> + <see cref="Spent"/> + <see cref="Expired"/> + <see cref="Reversed"/> + <see cref="Repaid"/> + <see cref="Moved"/>, always.
/// </remarks>
public sealed record PointLot : Record
{
    // The number as the key holds it: keys are compared far more often than numbers are asked for.
    private readonly string _id = "";

    /// <summary>The record type.</summary>
    public static RecordType<PointLot> Schema { get; } = new RecordTypeBuilder<PointLot>("point_lots")
        .Int64("initial", r => r.Initial)
        .Int64("remaining", r => r.Remaining)
        .Int64("spent", r => r.Spent)
        .Int64("expired", r => r.Expired)
        .Int64("reversed", r => r.Reversed)
        .Int64("repaid", r => r.Repaid)
        .Int64("claimed", r => r.Claimed)
        .Int64("settled", r => r.Settled)
        .Instant("granted_at", r => r.GrantedAt)
        .Instant("available_at", r => r.AvailableAt)
        .Instant("expires_at", r => r.ExpiresAt)
        .OptionalText("order_id", r => r.OrderId?.Value)
        .Text("policy", r => r.Policy)
        .OptionalInstant("open_until", r => r.Remaining > 0 ? r.ExpiresAt : null)
        .OptionalInstant("pending_until", r => r.Remaining > 0 && r.AvailableAt > r.GrantedAt ? r.AvailableAt : null)
        .Index("open", IndexScope.Owner, "open_until", "granted_at")
        .Index("pending", IndexScope.Owner, "pending_until")
        .Since(2)
        .OptionalInt64("moved", r => r.Moved == 0 ? null : r.Moved)
        .Build(static (ref row) =>
        {
            var lot = new PointLot
            {
                Program = row.Program,
                Revision = row.Revision,
                MemberId = row.Owner,
                Sequence = NumberText.Parse(row.Id),
                Initial = row.Int64(),
                Remaining = row.Int64(),
                Spent = row.Int64(),
                Expired = row.Int64(),
                Reversed = row.Int64(),
                Repaid = row.Int64(),
                Claimed = row.Int64(),
                Settled = row.Int64(),
                GrantedAt = row.Instant(),
                AvailableAt = row.Instant(),
                ExpiresAt = row.Instant(),
                OrderId = row.OptionalId<OrderId>(),
                Policy = row.Text(),
            };
            row.Skip();
            row.Skip();
            return row.OptionalInt64() is { } moved ? lot with { Moved = moved } : lot;
        });

    /// <summary>The end of time: the expiry of points that never expire.</summary>
    public static DateTimeOffset Never { get; } = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The lots with points left, earliest expiry first, then in grant order.</summary>
    public static RecordIndex Open { get; } = Schema.Index("open");

    /// <summary>The lots that became or become available later than they were granted, by that time.</summary>
    public static RecordIndex Pending { get; } = Schema.Index("pending");

    /// <summary>Whose points.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>The lot's number: the sequence of the ledger entry that opened it. Breaks ties between lots of equal expiry granted at the same time.</summary>
    public required long Sequence
    {
        get => NumberText.Parse(_id);
        init => _id = NumberText.Of(value);
    }

    /// <summary>How many points were granted; 0 for a lot that came from another member's ledger.</summary>
    public required long Initial { get; init; }

    /// <summary>How many are left.</summary>
    public required long Remaining { get; init; }

    /// <summary>How many were spent.</summary>
    public long Spent { get; init; }

    /// <summary>How many expired.</summary>
    public long Expired { get; init; }

    /// <summary>How many were taken out of this lot by reversals, of this grant or of another.</summary>
    public long Reversed { get; init; }

    /// <summary>How many repaid debt at once and never were the member's to spend.</summary>
    public long Repaid { get; init; }

    /// <summary>How many went to another member's ledger in a merge, less what came from one: below 0 for a lot that came from another ledger.</summary>
    public long Moved { get; init; }

    /// <summary>How much of this grant was reversed so far, wherever the points were taken from; never above <see cref="Initial"/>.</summary>
    public long Claimed { get; init; }

    /// <summary>How much of <see cref="Claimed"/> the expired part of this lot settled without effect; never above <see cref="Expired"/>.</summary>
    public long Settled { get; init; }

    /// <summary>When they were granted.</summary>
    public required DateTimeOffset GrantedAt { get; init; }

    /// <summary>From when they may be spent.</summary>
    public required DateTimeOffset AvailableAt { get; init; }

    /// <summary>From when they may no longer be spent; <see cref="Never"/> when they do not expire.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The order that they were granted for.</summary>
    public OrderId? OrderId { get; init; }

    /// <summary>The version of the earning terms; see <see cref="Operations.PolicyVersion"/>.</summary>
    public required string Policy { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => MemberId.Value;

    /// <inheritdoc/>
    public override string Id => _id;

    /// <summary>The key of a lot.</summary>
    /// <param name="program">The program.</param>
    /// <param name="memberId">Whose points.</param>
    /// <param name="sequence">The lot's number.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, MemberId memberId, long sequence) =>
        new(Schema, memberId.Value, program, NumberText.Of(sequence));
}
