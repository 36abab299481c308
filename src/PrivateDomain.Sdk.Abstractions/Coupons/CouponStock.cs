using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>How many coupons of a template are left, were issued and are redeemed: counters, changed by guarded adds only, so that a rush is no conflict.</summary>
/// <remarks>Nothing is issued beyond what is left: the guard refuses, whatever was read before.</remarks>
public sealed record CouponStock : Record
{
    /// <summary>What <see cref="Remaining"/> starts from where a template names no stock.</summary>
    public const long Unlimited = long.MaxValue;

    /// <summary>The record type.</summary>
    public static RecordType<CouponStock> Schema { get; } = new RecordTypeBuilder<CouponStock>("coupon_stocks", since: 2)
        .Counter("remaining", r => r.Remaining, (r, value) => r with { Remaining = value })
        .Counter("issued", r => r.Issued, (r, value) => r with { Issued = value })
        .Counter("redeemed", r => r.Redeemed, (r, value) => r with { Redeemed = value })
        .Build(static (ref row) => new CouponStock
        {
            Program = row.Program,
            Revision = row.Revision,
            Template = row.Owner,
            Remaining = row.Int64(),
            Issued = row.Int64(),
            Redeemed = row.Int64(),
        });

    /// <summary>The counter of what is left.</summary>
    public static RecordColumn RemainingColumn { get; } = Schema.Column("remaining");

    /// <summary>The counter of what was issued.</summary>
    public static RecordColumn IssuedColumn { get; } = Schema.Column("issued");

    /// <summary>The counter of what is redeemed.</summary>
    public static RecordColumn RedeemedColumn { get; } = Schema.Column("redeemed");

    /// <summary>The template's name.</summary>
    public required string Template { get; init; }

    /// <summary>How many may still be issued, counted down from <see cref="Unlimited"/> where the template names no stock.</summary>
    public required long Remaining { get; init; }

    /// <summary>How many were ever issued.</summary>
    public long Issued { get; init; }

    /// <summary>How many are redeemed; what came back with a refund no longer counts.</summary>
    public long Redeemed { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => Template;

    /// <inheritdoc/>
    public override string Id => "";

    /// <summary>The key of a template's stock.</summary>
    /// <param name="program">The program.</param>
    /// <param name="template">The template's name.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, string template) => new(Schema, template, program, "");
}
