using System.Globalization;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Metrics;

/// <summary>What one order is to its buyer's metrics: what was spent, what of it was refunded, and whose referral it was.</summary>
/// <remarks>
/// There is one for each order, under a key that follows from the order: no order can count twice. All other metrics are sums of these.
/// A member's purchases are kept in the order in which they were paid.
/// </remarks>
public sealed record Purchase : Record
{
    private const int TickDigits = 19;

    /// <summary>The record type.</summary>
    public static RecordType<Purchase> Schema { get; } = new RecordTypeBuilder<Purchase>("purchases", since: 2)
        .Instant("paid_at", r => r.PaidAt)
        .Text("currency", r => r.Currency.Code)
        .Int64("amount", r => r.Amount)
        .Int64("refunded", r => r.Refunded)
        .Int64("refunds", r => r.Refunds)
        .Boolean("is_counted", r => r.IsCounted)
        .Json("categories", r => r.Categories, RecordJson.Default.IReadOnlyListPurchasedCategory)
        .OptionalText("referrer_id", r => r.Referrer?.Value)
        .OptionalInstant("counted_at", r => r.IsCounted ? r.PaidAt : null)
        .Index("counted", IndexScope.Owner, "counted_at")
        .Index("referred", IndexScope.Program, "referrer_id")
        .OptionalText("bought_as", r => r.BoughtAs?.Value)
        .ReadInPrimaryOrder()
        .Build(static (ref row) =>
        {
            var purchase = new Purchase
            {
                Program = row.Program,
                Revision = row.Revision,
                MemberId = row.Owner,
                OrderId = row.Id[(TickDigits + 1)..],
                PaidAt = row.Instant(),
                Currency = row.Text(),
                Amount = row.Int64(),
                Refunded = row.Int64(),
                Refunds = row.Int64(),
                IsCounted = row.Boolean(),
                Categories = row.Json(RecordJson.Default.IReadOnlyListPurchasedCategory),
                Referrer = row.OptionalId<MemberId>(),
            };
            row.Skip();
            return row.OptionalId<MemberId>() is { } boughtAs ? purchase with { BoughtAs = boughtAs } : purchase;
        });

    /// <summary>A member's purchases that count, in the order of payment.</summary>
    public static RecordIndex Counted { get; } = Schema.Index("counted");

    /// <summary>The purchases of referred members, by referrer, then by member and in the order of payment.</summary>
    public static RecordIndex Referred { get; } = Schema.Index("referred");

    /// <summary>Who bought.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>The order.</summary>
    public required OrderId OrderId { get; init; }

    /// <summary>When it was paid.</summary>
    public required DateTimeOffset PaidAt { get; init; }

    /// <summary>The currency of all amounts.</summary>
    public required Currency Currency { get; init; }

    /// <summary>What was paid for goods, in minor units: without freight and tax.</summary>
    public required long Amount { get; init; }

    /// <summary>What of it was refunded, in minor units; never above <see cref="Amount"/>.</summary>
    public long Refunded { get; init; }

    /// <summary>How many refunds there were, of goods, freight or tax.</summary>
    public long Refunds { get; init; }

    /// <summary>
    /// Whether the order counts: until all that was paid for its goods is refunded. One whose goods cost nothing counts until all that was paid for
    /// it is refunded, and for ever if nothing was paid.
    /// </summary>
    public required bool IsCounted { get; init; }

    /// <summary>
    /// What was paid for each category of the order's lines, by code point; lines without a category are in none. A refund that names lines is
    /// theirs; one that names none is shared by what is left of each category, by largest remainder, ties by category.
    /// </summary>
    public IReadOnlyList<PurchasedCategory> Categories { get; init; } = [];

    /// <summary>Who was the buyer's referrer when he paid; stays when he is bound to another.</summary>
    public MemberId? Referrer { get; init; }

    /// <summary>The member that the order names, where he was merged into <see cref="MemberId"/> since; <see langword="null"/> otherwise.</summary>
    public MemberId? BoughtAs { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => MemberId.Value;

    /// <inheritdoc/>
    public override string Id => IdOf(PaidAt, OrderId);

    /// <summary>The key of an order's purchase.</summary>
    /// <param name="program">The program.</param>
    /// <param name="memberId">Who paid the order.</param>
    /// <param name="paidAt">When he did.</param>
    /// <param name="orderId">The order.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, MemberId memberId, DateTimeOffset paidAt, OrderId orderId) =>
        new(Schema, memberId.Value, program, IdOf(paidAt, orderId));

    // Ticks of equal length sort by code point as the times do.
    private static string IdOf(DateTimeOffset paidAt, OrderId orderId) =>
        string.Create(CultureInfo.InvariantCulture, $"{paidAt.UtcTicks:D19}/{orderId.Value}");
}
