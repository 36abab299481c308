using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>A coupon template (券模板) as it is in force now: what coupons issued from it do, how many there are, and who may get them.</summary>
/// <remarks>An immutable value. What it was before is in <see cref="CouponTemplateVersion"/>.</remarks>
public sealed record CouponTemplate : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<CouponTemplate> Schema { get; } = new RecordTypeBuilder<CouponTemplate>("coupon_templates", since: 2)
        .Int64("version", r => r.Version)
        .Json("terms", r => r.Terms, RecordJson.Default.CouponTerms)
        .OptionalInt64("stock", r => r.Stock)
        .Int64("per_member", r => r.PerMember)
        .OptionalInstant("issued_from", r => r.IssuedFrom)
        .OptionalInstant("issued_until", r => r.IssuedUntil)
        .Boolean("restocks", r => r.Restocks)
        .Boolean("returns", r => r.Returns)
        .Instant("defined_at", r => r.DefinedAt)
        .Build(static (ref row) => new CouponTemplate
        {
            Program = row.Program,
            Revision = row.Revision,
            Template = row.Owner,
            Version = row.Int64(),
            Terms = row.Json(RecordJson.Default.CouponTerms),
            Stock = row.OptionalInt64(),
            PerMember = row.Int64(),
            IssuedFrom = row.OptionalInstant(),
            IssuedUntil = row.OptionalInstant(),
            Restocks = row.Boolean(),
            Returns = row.Boolean(),
            DefinedAt = row.Instant(),
        });

    /// <summary>The template's name: an id text.</summary>
    public required string Template { get; init; }

    /// <summary>The version of the definition, from 1; every change makes the next one.</summary>
    public required long Version { get; init; }

    /// <summary>What a coupon takes off, of what, and when.</summary>
    public required CouponTerms Terms { get; init; }

    /// <summary>How many coupons there may ever be, pieces given back apart; <see langword="null"/> for as many as are asked for.</summary>
    public long? Stock { get; init; }

    /// <summary>How many of them one member may ever get.</summary>
    public long PerMember { get; init; } = 1;

    /// <summary>From when coupons are issued; <see langword="null"/> for at once.</summary>
    public DateTimeOffset? IssuedFrom { get; init; }

    /// <summary>From when they are no longer issued; <see langword="null"/> for never.</summary>
    public DateTimeOffset? IssuedUntil { get; init; }

    /// <summary>Whether a coupon that expires or is revoked gives its piece back to the stock.</summary>
    public bool Restocks { get; init; }

    /// <summary>Whether the member gets the coupon back when its order is refunded whole.</summary>
    public bool Returns { get; init; } = true;

    /// <summary>Since when this version is in force.</summary>
    public required DateTimeOffset DefinedAt { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => Template;

    /// <inheritdoc/>
    public override string Id => "";

    /// <summary>Whether coupons are issued at a moment, as far as their time goes.</summary>
    /// <param name="moment">The moment.</param>
    /// <returns><see langword="false"/> before <see cref="IssuedFrom"/> and from <see cref="IssuedUntil"/> on.</returns>
    public bool IsIssuedAt(DateTimeOffset moment) => !(moment < IssuedFrom) && !(moment >= IssuedUntil);

    /// <summary>The key of a template.</summary>
    /// <param name="program">The program.</param>
    /// <param name="template">The template's name.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, string template) => new(Schema, template, program, "");
}
