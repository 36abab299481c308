using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Metrics;

/// <summary>The sums of a member's purchases in one currency, kept by the commits that change the purchases.</summary>
public sealed record MemberTotals : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<MemberTotals> Schema { get; } = new RecordTypeBuilder<MemberTotals>("member_totals", since: 2)
        .Int64("orders", r => r.Orders)
        .Int64("spend", r => r.Spend)
        .Int64("orders_returned", r => r.OrdersReturned)
        .Int64("orders_refunded", r => r.OrdersRefunded)
        .Int64("refunded", r => r.Refunded)
        .OptionalInstant("first_order_at", r => r.FirstOrderAt)
        .OptionalInstant("last_order_at", r => r.LastOrderAt)
        .Build(static (ref row) => new MemberTotals
        {
            Program = row.Program,
            Revision = row.Revision,
            MemberId = row.Owner,
            Currency = row.Id,
            Orders = row.Int64(),
            Spend = row.Int64(),
            OrdersReturned = row.Int64(),
            OrdersRefunded = row.Int64(),
            Refunded = row.Int64(),
            FirstOrderAt = row.OptionalInstant(),
            LastOrderAt = row.OptionalInstant(),
        });

    /// <summary>Whose.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>The currency.</summary>
    public required Currency Currency { get; init; }

    /// <summary>How many orders count: see <see cref="Purchase.IsCounted"/>.</summary>
    public long Orders { get; init; }

    /// <summary>What was paid for goods and not refunded, in minor units.</summary>
    public long Spend { get; init; }

    /// <summary>How many orders no longer count.</summary>
    public long OrdersReturned { get; init; }

    /// <summary>How many orders had a refund, in part or in full; those that no longer count are among them.</summary>
    public long OrdersRefunded { get; init; }

    /// <summary>What was refunded of goods, in minor units; <see cref="Spend"/> and this are what was ever paid for goods.</summary>
    public long Refunded { get; init; }

    /// <summary>When the first of the orders that count was paid; <see langword="null"/> when none counts.</summary>
    public DateTimeOffset? FirstOrderAt { get; init; }

    /// <summary>When the last of the orders that count was paid; <see langword="null"/> when none counts.</summary>
    public DateTimeOffset? LastOrderAt { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => MemberId.Value;

    /// <inheritdoc/>
    public override string Id => Currency.Code;

    /// <summary>The key of a member's totals.</summary>
    /// <param name="program">The program.</param>
    /// <param name="memberId">Whose.</param>
    /// <param name="currency">The currency.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, MemberId memberId, Currency currency) => new(Schema, memberId.Value, program, currency.Code);
}
