using System.Text.Json.Serialization;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>Names a coupon: one piece that one member has.</summary>
/// <remarks>An immutable value, compared by code point; see <see cref="IIdentifier{TSelf}"/> for what text it takes.</remarks>
[JsonConverter(typeof(IdentifierJsonConverter<CouponId>))]
public readonly record struct CouponId : IIdentifier<CouponId>
{
    private readonly string? _value;

    /// <summary>Makes the id from text.</summary>
    /// <param name="value">The text of the id.</param>
    /// <exception cref="ArgumentException">The text is not a usable id; the message says why.</exception>
    public CouponId(string value) => _value = Identifier.Require(value, "coupon id");

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("This coupon id is default(CouponId) and was never given a value.");

    /// <summary>Whether the id was given a value; <see langword="false"/> for <c>default</c>.</summary>
    public bool HasValue => _value is not null;

    /// <inheritdoc/>
    public static CouponId Create(string value) => new(value);

    /// <summary>Makes the id from text.</summary>
    /// <param name="value">The text of the id.</param>
    /// <exception cref="ArgumentException">The text is not a usable id; the message says why.</exception>
    public static implicit operator CouponId(string value) => new(value);

    /// <summary>The text of the id, or an empty text for <c>default</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _value ?? "";
}
