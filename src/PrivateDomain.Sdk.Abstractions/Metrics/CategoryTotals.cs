using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Metrics;

/// <summary>The sums of what a member's purchases hold of one category in one currency.</summary>
public sealed record CategoryTotals : Record
{
    private const int CodeLength = 3;

    /// <summary>The record type.</summary>
    public static RecordType<CategoryTotals> Schema { get; } = new RecordTypeBuilder<CategoryTotals>("category_totals", since: 2)
        .Int64("orders", r => r.Orders)
        .Int64("spend", r => r.Spend)
        .Int64("refunded", r => r.Refunded)
        .ReadInPrimaryOrder()
        .Build(static (ref row) => new CategoryTotals
        {
            Program = row.Program,
            Revision = row.Revision,
            MemberId = row.Owner,
            Currency = row.Id[..CodeLength],
            Category = row.Id[(CodeLength + 1)..],
            Orders = row.Int64(),
            Spend = row.Int64(),
            Refunded = row.Int64(),
        });

    /// <summary>Whose.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>The currency.</summary>
    public required Currency Currency { get; init; }

    /// <summary>The category.</summary>
    public required string Category { get; init; }

    /// <summary>How many orders that count hold something of the category that is not refunded, or was free.</summary>
    public long Orders { get; init; }

    /// <summary>What was paid for the category and not refunded, in minor units.</summary>
    public long Spend { get; init; }

    /// <summary>What was refunded of the category, in minor units.</summary>
    public long Refunded { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => MemberId.Value;

    /// <inheritdoc/>
    public override string Id => IdOf(Currency, Category);

    /// <summary>The key of a member's totals of a category.</summary>
    /// <param name="program">The program.</param>
    /// <param name="memberId">Whose.</param>
    /// <param name="currency">The currency.</param>
    /// <param name="category">The category.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, MemberId memberId, Currency currency, string category) =>
        new(Schema, memberId.Value, program, IdOf(currency, category));

    // A currency's code has three letters, so no category passes for another's.
    private static string IdOf(Currency currency, string category) => $"{currency.Code}/{category}";
}
