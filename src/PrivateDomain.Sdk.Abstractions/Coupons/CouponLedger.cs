using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>Where a member's coupon history stands: written by the same commit as each entry, so that two hosts never change one member's coupons at once.</summary>
public sealed record CouponLedger : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<CouponLedger> Schema { get; } = new RecordTypeBuilder<CouponLedger>("coupon_ledgers", since: 2)
        .Int64("live", r => r.Live)
        .Int64("redeemed", r => r.Redeemed)
        .Int64("entries", r => r.Entries)
        .Build(static (ref row) => new CouponLedger
        {
            Program = row.Program,
            Revision = row.Revision,
            MemberId = row.Owner,
            Live = row.Int64(),
            Redeemed = row.Int64(),
            Entries = row.Int64(),
        });

    /// <summary>Whose.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>How many coupons he has that are issued or reserved, as booked: one whose time is over counts until that is booked.</summary>
    public long Live { get; init; }

    /// <summary>How many of his coupons are redeemed.</summary>
    public long Redeemed { get; init; }

    /// <summary>How many entries the history has: the sequence of the last one.</summary>
    public long Entries { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => MemberId.Value;

    /// <inheritdoc/>
    public override string Id => "";

    /// <summary>The key of a member's ledger.</summary>
    /// <param name="program">The program.</param>
    /// <param name="memberId">Whose.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, MemberId memberId) => new(Schema, memberId.Value, program, "");
}
