using System.Text.Json.Serialization;

namespace PrivateDomain.Sdk.Operations;

/// <summary>The caller's key of one write: the same key again returns the first answer and changes nothing.</summary>
/// <remarks>An immutable value, compared by code point; see <see cref="IIdentifier{TSelf}"/> for what text it takes.</remarks>
[JsonConverter(typeof(IdentifierJsonConverter<OperationId>))]
public readonly record struct OperationId : IIdentifier<OperationId>
{
    private readonly string? _value;

    /// <summary>Makes the id from text.</summary>
    /// <param name="value">The text of the id.</param>
    /// <exception cref="ArgumentException">The text is not a usable id; the message says why.</exception>
    public OperationId(string value) => _value = Identifier.Require(value, "operation id");

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("This operation id is default(OperationId) and was never given a value.");

    /// <summary>Whether the id was given a value; <see langword="false"/> for <c>default</c>.</summary>
    public bool HasValue => _value is not null;

    /// <inheritdoc/>
    public static OperationId Create(string value) => new(value);

    /// <summary>Makes the id from text.</summary>
    /// <param name="value">The text of the id.</param>
    /// <exception cref="ArgumentException">The text is not a usable id; the message says why.</exception>
    public static implicit operator OperationId(string value) => new(value);

    /// <summary>The text of the id, or an empty text for <c>default</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _value ?? "";
}
