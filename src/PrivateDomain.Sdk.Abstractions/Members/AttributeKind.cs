using System.Text.Json.Serialization;

namespace PrivateDomain.Sdk.Members;

/// <summary>What an attribute of members holds.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AttributeKind>))]
public enum AttributeKind
{
    /// <summary>A text: an id text of 1 to 128 characters, compared by code point.</summary>
    Text,

    /// <summary>A whole number of 64 bits.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>A moment, to 100 ns, from the year 1900 to 9000.</summary>
    Instant,

    /// <summary>1 to 100 texts, each once.</summary>
    TextSet,
}
