using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Metrics;

/// <summary>What members bought in one currency while a member was their referrer: two counters, changed by guarded adds only.</summary>
/// <remarks>Adds need no read, so ten thousand orders may name one famous referrer without a conflict.</remarks>
public sealed record ReferrerTotals : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<ReferrerTotals> Schema { get; } = new RecordTypeBuilder<ReferrerTotals>("referrer_totals", since: 2)
        .Counter("orders", r => r.Orders, (r, value) => r with { Orders = value })
        .Counter("spend", r => r.Spend, (r, value) => r with { Spend = value })
        .Build(static (ref row) => new ReferrerTotals
        {
            Program = row.Program,
            Revision = row.Revision,
            Referrer = row.Owner,
            Currency = row.Id,
            Orders = row.Int64(),
            Spend = row.Int64(),
        });

    /// <summary>The counter of orders.</summary>
    public static RecordColumn OrdersColumn { get; } = Schema.Column("orders");

    /// <summary>The counter of what was spent.</summary>
    public static RecordColumn SpendColumn { get; } = Schema.Column("spend");

    /// <summary>Who brought the buyers.</summary>
    public required MemberId Referrer { get; init; }

    /// <summary>The currency.</summary>
    public required Currency Currency { get; init; }

    /// <summary>How many of those orders count: see <see cref="Purchase.IsCounted"/>.</summary>
    public long Orders { get; init; }

    /// <summary>What was paid for their goods and not refunded, in minor units.</summary>
    public long Spend { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => Referrer.Value;

    /// <inheritdoc/>
    public override string Id => Currency.Code;

    /// <summary>The key of a referrer's totals.</summary>
    /// <param name="program">The program.</param>
    /// <param name="referrer">Who brought the buyers.</param>
    /// <param name="currency">The currency.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, MemberId referrer, Currency currency) => new(Schema, referrer.Value, program, currency.Code);
}
