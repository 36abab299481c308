using System.Text.Json.Serialization;

namespace PrivateDomain.Sdk.Segments;

/// <summary>Names a segment (人群) of a program.</summary>
/// <remarks>An immutable value, compared by code point; see <see cref="IIdentifier{TSelf}"/> for what text it takes.</remarks>
[JsonConverter(typeof(IdentifierJsonConverter<SegmentId>))]
public readonly record struct SegmentId : IIdentifier<SegmentId>
{
    private readonly string? _value;

    /// <summary>Makes the id from text.</summary>
    /// <param name="value">The text of the id.</param>
    /// <exception cref="ArgumentException">The text is not a usable id; the message says why.</exception>
    public SegmentId(string value) => _value = Identifier.Require(value, "segment id");

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("This segment id is default(SegmentId) and was never given a value.");

    /// <summary>Whether the id was given a value; <see langword="false"/> for <c>default</c>.</summary>
    public bool HasValue => _value is not null;

    /// <inheritdoc/>
    public static SegmentId Create(string value) => new(value);

    /// <summary>Makes the id from text.</summary>
    /// <param name="value">The text of the id.</param>
    /// <exception cref="ArgumentException">The text is not a usable id; the message says why.</exception>
    public static implicit operator SegmentId(string value) => new(value);

    /// <summary>The text of the id, or an empty text for <c>default</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _value ?? "";
}
