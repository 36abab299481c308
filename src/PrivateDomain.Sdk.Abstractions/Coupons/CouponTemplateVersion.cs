using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>What a coupon template was, version by version: appended, never changed. A coupon names the one that it was issued under.</summary>
/// <remarks>An immutable value.</remarks>
public sealed record CouponTemplateVersion : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<CouponTemplateVersion> Schema { get; } = new RecordTypeBuilder<CouponTemplateVersion>("coupon_template_versions", since: 2)
        .Int64("version", r => r.Version)
        .Json("terms", r => r.Terms, RecordJson.Default.CouponTerms)
        .OptionalInt64("stock", r => r.Stock)
        .Int64("per_member", r => r.PerMember)
        .OptionalInstant("issued_from", r => r.IssuedFrom)
        .OptionalInstant("issued_until", r => r.IssuedUntil)
        .Boolean("restocks", r => r.Restocks)
        .Boolean("returns", r => r.Returns)
        .OptionalText("actor", r => r.Actor)
        .Instant("defined_at", r => r.DefinedAt)
        .Build(static (ref row) => new CouponTemplateVersion
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
            Actor = row.OptionalText(),
            DefinedAt = row.Instant(),
        });

    /// <summary>The template's name.</summary>
    public required string Template { get; init; }

    /// <summary>The version, from 1.</summary>
    public required long Version { get; init; }

    /// <summary>What a coupon takes off, of what, and when.</summary>
    public required CouponTerms Terms { get; init; }

    /// <summary>How many coupons there might be; <see langword="null"/> for as many as were asked for.</summary>
    public long? Stock { get; init; }

    /// <summary>How many of them one member might get.</summary>
    public long PerMember { get; init; } = 1;

    /// <summary>From when coupons were issued; <see langword="null"/> for at once.</summary>
    public DateTimeOffset? IssuedFrom { get; init; }

    /// <summary>From when they were no longer issued; <see langword="null"/> for never.</summary>
    public DateTimeOffset? IssuedUntil { get; init; }

    /// <summary>Whether a coupon of this version that expires or is revoked gives its piece back to the stock.</summary>
    public bool Restocks { get; init; }

    /// <summary>Whether the member gets a coupon of this version back when its order is refunded whole.</summary>
    public bool Returns { get; init; } = true;

    /// <summary>Who decided it, as the host named him; <see langword="null"/> when not said.</summary>
    public string? Actor { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset DefinedAt { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => Template;

    /// <inheritdoc/>
    public override string Id => IdOf(Version);

    /// <summary>The key of a version.</summary>
    /// <param name="program">The program.</param>
    /// <param name="template">The template's name.</param>
    /// <param name="version">The version, from 1.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, string template, long version) => new(Schema, template, program, IdOf(version));

    private static string IdOf(long version) => NumberText.Of(version);
}
