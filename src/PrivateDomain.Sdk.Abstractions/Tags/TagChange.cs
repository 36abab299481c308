using System.Text.Json.Serialization;

namespace PrivateDomain.Sdk.Tags;

/// <summary>What a write did to a member's tags.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TagChange>))]
public enum TagChange
{
    /// <summary>Nothing: the tag was set just so already, or there was none to remove.</summary>
    Unchanged,

    /// <summary>Nothing: a stronger source had set what stands there.</summary>
    Kept,

    /// <summary>The member has the tag now and had not before.</summary>
    Set,

    /// <summary>The member had the tag; its expiry or source is another now.</summary>
    Renewed,

    /// <summary>The member has another value of an exclusive group now.</summary>
    Replaced,

    /// <summary>The member no longer has the tag.</summary>
    Removed,
}
