using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Commissions;

/// <summary>A sale that paid commission: the base, the payees as they were decided at the sale, and what was refunded since.</summary>
public sealed record CommissionSale : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<CommissionSale> Schema { get; } = new RecordTypeBuilder<CommissionSale>("commission_sales")
        .Text("buyer_id", r => r.Buyer.Value)
        .Text("currency", r => r.Currency.Code)
        .Int64("base_amount", r => r.Base)
        .Int64("refunded_base", r => r.RefundedBase)
        .Json("payees", r => r.Payees, RecordJson.Default.IReadOnlyListCommissionPayee)
        .Text("policy", r => r.Policy)
        .Instant("sold_at", r => r.SoldAt)
        .Build(static (ref row) => new CommissionSale
        {
            Program = row.Program,
            Revision = row.Revision,
            Reference = row.Owner,
            Buyer = row.Text(),
            Currency = row.Text(),
            Base = row.Int64(),
            RefundedBase = row.Int64(),
            Payees = row.Json(RecordJson.Default.IReadOnlyListCommissionPayee),
            Policy = row.Text(),
            SoldAt = row.Instant(),
        });

    /// <summary>What was sold, as kind and id: <c>order/1001</c>, <c>sale/77</c>.</summary>
    public required string Reference { get; init; }

    /// <summary>Who bought.</summary>
    public required MemberId Buyer { get; init; }

    /// <summary>The currency of all amounts.</summary>
    public required Currency Currency { get; init; }

    /// <summary>What commission is paid on, in minor units.</summary>
    public required long Base { get; init; }

    /// <summary>How much of the base was refunded, in minor units; never above <see cref="Base"/>.</summary>
    public long RefundedBase { get; init; }

    /// <summary>Who is paid, by level.</summary>
    public required IReadOnlyList<CommissionPayee> Payees { get; init; }

    /// <summary>The version of the commission terms; see <see cref="Operations.PolicyVersion"/>.</summary>
    public required string Policy { get; init; }

    /// <summary>When it was sold.</summary>
    public required DateTimeOffset SoldAt { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => Reference;

    /// <inheritdoc/>
    public override string Id => "";

    /// <summary>The key of a sale.</summary>
    /// <param name="program">The program.</param>
    /// <param name="reference">What was sold.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, string reference) => new(Schema, reference, program, "");
}
