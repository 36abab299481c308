using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>The coupons that an order used, and what they took off it.</summary>
public sealed record OrderCoupons : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<OrderCoupons> Schema { get; } = new RecordTypeBuilder<OrderCoupons>("order_coupons", since: 2)
        .Text("member_id", r => r.MemberId.Value)
        .Text("currency", r => r.Currency.Code)
        .Int64("discount", r => r.Discount)
        .Json("coupons", r => r.Coupons, RecordJson.Default.IReadOnlyListCouponUse)
        .OptionalInstant("returned_at", r => r.ReturnedAt)
        .Build(static (ref row) => new OrderCoupons
        {
            Program = row.Program,
            Revision = row.Revision,
            OrderId = row.Owner,
            MemberId = row.Text(),
            Currency = row.Text(),
            Discount = row.Int64(),
            Coupons = row.Json(RecordJson.Default.IReadOnlyListCouponUse),
            ReturnedAt = row.OptionalInstant(),
        });

    /// <summary>The order.</summary>
    public required OrderId OrderId { get; init; }

    /// <summary>Whose coupons they were.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>The currency of all amounts.</summary>
    public required Currency Currency { get; init; }

    /// <summary>What they took off in all, in minor units.</summary>
    public required long Discount { get; init; }

    /// <summary>The coupons, in the order in which they apply.</summary>
    public required IReadOnlyList<CouponUse> Coupons { get; init; }

    /// <summary>When the order was refunded whole, so that the coupons that return did; <see langword="null"/> while it is not.</summary>
    public DateTimeOffset? ReturnedAt { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => OrderId.Value;

    /// <inheritdoc/>
    public override string Id => "";

    /// <summary>The key of an order's coupons.</summary>
    /// <param name="program">The program.</param>
    /// <param name="orderId">The order.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, OrderId orderId) => new(Schema, orderId.Value, program, "");
}
