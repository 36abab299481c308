using System.Text.Json.Serialization;

namespace PrivateDomain.Sdk;

/// <summary>Names a program (品牌/商城): the tenant that all members, points and commissions belong to.</summary>
/// <remarks>An immutable value, compared by code point; see <see cref="IIdentifier{TSelf}"/> for what text it takes.</remarks>
[JsonConverter(typeof(IdentifierJsonConverter<ProgramId>))]
public readonly record struct ProgramId : IIdentifier<ProgramId>
{
    private readonly string? _value;

    /// <summary>Makes the id from text.</summary>
    /// <param name="value">The text of the id.</param>
    /// <exception cref="ArgumentException">The text is not a usable id; the message says why.</exception>
    public ProgramId(string value) => _value = Identifier.Require(value, "program id");

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("This program id is default(ProgramId) and was never given a value.");

    /// <summary>Whether the id was given a value; <see langword="false"/> for <c>default</c>.</summary>
    public bool HasValue => _value is not null;

    /// <inheritdoc/>
    public static ProgramId Create(string value) => new(value);

    /// <summary>Makes the id from text.</summary>
    /// <param name="value">The text of the id.</param>
    /// <exception cref="ArgumentException">The text is not a usable id; the message says why.</exception>
    public static implicit operator ProgramId(string value) => new(value);

    /// <summary>The text of the id, or an empty text for <c>default</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _value ?? "";
}
