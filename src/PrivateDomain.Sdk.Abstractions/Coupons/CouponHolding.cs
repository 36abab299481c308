using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>How many coupons of a template were ever issued to a member: what its limit is measured by. Coupons that move in a merge do not change it.</summary>
public sealed record CouponHolding : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<CouponHolding> Schema { get; } = new RecordTypeBuilder<CouponHolding>("coupon_holdings", since: 2)
        .Int64("issued", r => r.Issued)
        .Build(static (ref row) => new CouponHolding
        {
            Program = row.Program,
            Revision = row.Revision,
            MemberId = row.Owner,
            Template = row.Id,
            Issued = row.Int64(),
        });

    /// <summary>Whose.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>The template's name.</summary>
    public required string Template { get; init; }

    /// <summary>How many were issued to him.</summary>
    public required long Issued { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => MemberId.Value;

    /// <inheritdoc/>
    public override string Id => Template;

    /// <summary>The key of a member's holding.</summary>
    /// <param name="program">The program.</param>
    /// <param name="memberId">Whose.</param>
    /// <param name="template">The template's name.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, MemberId memberId, string template) => new(Schema, memberId.Value, program, template);
}
