using System.Globalization;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Points;

/// <summary>Where points of a lot went when its member was merged into another: kept so that they find their way back, and so that a refund finds them.</summary>
public sealed record PointTransfer : Record
{
    private const int LotDigits = 19;

    /// <summary>The record type.</summary>
    public static RecordType<PointTransfer> Schema { get; } = new RecordTypeBuilder<PointTransfer>("point_transfers", since: 2)
        .Int64("to_lot", r => r.ToLot)
        .Int64("points", r => r.Points)
        .Int64("repaid", r => r.Repaid)
        .ReadInPrimaryOrder()
        .Build(static (ref row) => new PointTransfer
        {
            Program = row.Program,
            Revision = row.Revision,
            MemberId = row.Owner,
            Lot = long.Parse(row.Id.AsSpan(0, LotDigits), CultureInfo.InvariantCulture),
            To = row.Id[(LotDigits + 1)..],
            ToLot = row.Int64(),
            Points = row.Int64(),
            Repaid = row.Int64(),
        });

    /// <summary>Whose lot the points came out of.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>That lot.</summary>
    public required long Lot { get; init; }

    /// <summary>Whose ledger they went to.</summary>
    public required MemberId To { get; init; }

    /// <summary>The lot there that they went into; 0 where they paid a debt that came from there.</summary>
    public required long ToLot { get; init; }

    /// <summary>How many are there now or were used up there: what went, less what came back.</summary>
    public required long Points { get; init; }

    /// <summary>How many of <see cref="Points"/> paid debt there at once.</summary>
    public long Repaid { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => MemberId.Value;

    /// <inheritdoc/>
    public override string Id => IdOf(Lot, To);

    /// <summary>The key of a transfer.</summary>
    /// <param name="program">The program.</param>
    /// <param name="memberId">Whose lot the points came out of.</param>
    /// <param name="lot">That lot.</param>
    /// <param name="to">Whose ledger they went to.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, MemberId memberId, long lot, MemberId to) => new(Schema, memberId.Value, program, IdOf(lot, to));

    private static string IdOf(long lot, MemberId to) => string.Create(CultureInfo.InvariantCulture, $"{lot:D19}/{to.Value}");
}
