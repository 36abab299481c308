using System.Text.Json.Serialization;

namespace PrivateDomain.Sdk.Members;

/// <summary>Names a member (会员) of a program: the id that the shop already uses for its customer.</summary>
/// <remarks>An immutable value, compared by code point; see <see cref="IIdentifier{TSelf}"/> for what text it takes.</remarks>
[JsonConverter(typeof(IdentifierJsonConverter<MemberId>))]
public readonly record struct MemberId : IIdentifier<MemberId>
{
    private readonly string? _value;

    /// <summary>Makes the id from text.</summary>
    /// <param name="value">The text of the id.</param>
    /// <exception cref="ArgumentException">The text is not a usable id; the message says why.</exception>
    public MemberId(string value) => _value = Identifier.Require(value, "member id");

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("This member id is default(MemberId) and was never given a value.");

    /// <summary>Whether the id was given a value; <see langword="false"/> for <c>default</c>.</summary>
    public bool HasValue => _value is not null;

    /// <inheritdoc/>
    public static MemberId Create(string value) => new(value);

    /// <summary>Makes the id from text.</summary>
    /// <param name="value">The text of the id.</param>
    /// <exception cref="ArgumentException">The text is not a usable id; the message says why.</exception>
    public static implicit operator MemberId(string value) => new(value);

    /// <summary>The text of the id, or an empty text for <c>default</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _value ?? "";
}
