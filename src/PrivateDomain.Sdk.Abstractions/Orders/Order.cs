using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Orders;

/// <summary>A paid order as the SDK keeps it: its amounts, what was refunded, and what it moved.</summary>
public sealed record Order : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<Order> Schema { get; } = new RecordTypeBuilder<Order>("orders")
        .Text("member_id", r => r.MemberId.Value)
        .Text("currency", r => r.Currency.Code)
        .Int64("amount", r => r.Amount)
        .Int64("goods", r => r.Goods)
        .Int64("freight", r => r.Freight)
        .Int64("tax", r => r.Tax)
        .Int64("refunded", r => r.Refunded)
        .Int64("refunded_goods", r => r.RefundedGoods)
        .Int64("refunded_freight", r => r.RefundedFreight)
        .Int64("refunded_tax", r => r.RefundedTax)
        .Int64("refunds", r => r.Refunds)
        .OptionalText("channel", r => r.Channel)
        .Json("lines", r => r.Lines, RecordJson.Default.IReadOnlyListOrderLine)
        .Json("refunded_lines", r => r.RefundedByLine, RecordJson.Default.IReadOnlyListInt64)
        .Instant("paid_at", r => r.PaidAt)
        .Int64("points_spent", r => r.PointsSpent)
        .Int64("points_granted", r => r.PointsGranted)
        .OptionalInt64("point_lot", r => r.PointLot)
        .Text("point_policy", r => r.PointPolicy)
        .Boolean("pays_commission", r => r.PaysCommission)
        .Build(static (ref row) => new Order
        {
            Program = row.Program,
            Revision = row.Revision,
            OrderId = row.Owner,
            MemberId = row.Text(),
            Currency = row.Text(),
            Amount = row.Int64(),
            Goods = row.Int64(),
            Freight = row.Int64(),
            Tax = row.Int64(),
            Refunded = row.Int64(),
            RefundedGoods = row.Int64(),
            RefundedFreight = row.Int64(),
            RefundedTax = row.Int64(),
            Refunds = row.Int64(),
            Channel = row.OptionalText(),
            Lines = row.Json(RecordJson.Default.IReadOnlyListOrderLine),
            RefundedByLine = row.Json(RecordJson.Default.IReadOnlyListInt64),
            PaidAt = row.Instant(),
            PointsSpent = row.Int64(),
            PointsGranted = row.Int64(),
            PointLot = row.OptionalInt64(),
            PointPolicy = row.Text(),
            PaysCommission = row.Boolean(),
        });

    /// <summary>The order.</summary>
    public required OrderId OrderId { get; init; }

    /// <summary>Who paid.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>The currency of all amounts.</summary>
    public required Currency Currency { get; init; }

    /// <summary>What was paid in all, in minor units: goods, freight and tax.</summary>
    public required long Amount { get; init; }

    /// <summary>What was paid for the lines, in minor units: the base of points and commission.</summary>
    public required long Goods { get; init; }

    /// <summary>What was paid for delivery, in minor units.</summary>
    public long Freight { get; init; }

    /// <summary>What was paid as tax on top of the lines, in minor units.</summary>
    public long Tax { get; init; }

    /// <summary>What was refunded in all, in minor units; never above <see cref="Amount"/>.</summary>
    public long Refunded { get; init; }

    /// <summary>How much of it was for goods, in minor units; never above <see cref="Goods"/>.</summary>
    public long RefundedGoods { get; init; }

    /// <summary>How much of it was for delivery, in minor units; never above <see cref="Freight"/>.</summary>
    public long RefundedFreight { get; init; }

    /// <summary>How much of it was for tax, in minor units; never above <see cref="Tax"/>.</summary>
    public long RefundedTax { get; init; }

    /// <summary>How many refunds there were.</summary>
    public long Refunds { get; init; }

    /// <summary>Where it was bought.</summary>
    public string? Channel { get; init; }

    /// <summary>What was bought.</summary>
    public required IReadOnlyList<OrderLine> Lines { get; init; }

    /// <summary>What was refunded by naming lines, in minor units, place by place; empty when no line was ever named.</summary>
    public IReadOnlyList<long> RefundedByLine { get; init; } = [];

    /// <summary>When it was paid.</summary>
    public required DateTimeOffset PaidAt { get; init; }

    /// <summary>Points that the order spent.</summary>
    public long PointsSpent { get; init; }

    /// <summary>Points that the order earned.</summary>
    public long PointsGranted { get; init; }

    /// <summary>The lot of the points it earned; <see langword="null"/> when it earned none.</summary>
    public long? PointLot { get; init; }

    /// <summary>The version of the earning terms; see <see cref="Operations.PolicyVersion"/>.</summary>
    public required string PointPolicy { get; init; }

    /// <summary>Whether somebody earned commission on it; then <c>order/{id}</c> is a <see cref="Commissions.CommissionSale"/>.</summary>
    public bool PaysCommission { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => OrderId.Value;

    /// <inheritdoc/>
    public override string Id => "";

    /// <summary>The key of an order.</summary>
    /// <param name="program">The program.</param>
    /// <param name="orderId">The order.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, OrderId orderId) => new(Schema, orderId.Value, program, "");
}
