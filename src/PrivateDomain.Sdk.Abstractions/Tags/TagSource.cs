using System.Text.Json.Serialization;

namespace PrivateDomain.Sdk.Tags;

/// <summary>Who says that a member has a tag (来源). A stronger source's word is never taken away by a weaker one: see <see cref="TagChange.Kept"/>.</summary>
/// <remarks>From strong to weak: <see cref="Manual"/>; <see cref="Import"/> and <see cref="Sync"/>, which are equally strong; <see cref="Rule"/>.</remarks>
[JsonConverter(typeof(JsonStringEnumConverter<TagSource>))]
public enum TagSource
{
    /// <summary>A person, about this member: the strongest.</summary>
    Manual,

    /// <summary>A rule: the weakest, since nobody looked at this member.</summary>
    Rule,

    /// <summary>A list that was taken in.</summary>
    Import,

    /// <summary>Another system that is mirrored here.</summary>
    Sync,
}
