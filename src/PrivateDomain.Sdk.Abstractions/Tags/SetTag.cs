using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Tags;

/// <summary>Sets a tag on a member.</summary>
/// <param name="OperationId">The key of this write.</param>
/// <param name="MemberId">On whom.</param>
/// <param name="Group">The tag's group, which must be defined.</param>
/// <param name="Value">The tag's value: an id text, taken as it is, without trimming or folding.</param>
public sealed record SetTag(OperationId OperationId, MemberId MemberId, string Group, string Value)
{
    /// <summary>From when the member no longer has the tag, after the time of this write; <see langword="null"/> (the default) for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Who says so; a person by default.</summary>
    public TagSource Source { get; init; }

    /// <summary>Which person, rule, list or system: an id text; may be left out.</summary>
    public string? Actor { get; init; }

    /// <summary>Why, for the history; at most 256 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>When; now when left out. Writes count in the order in which they are stored, whatever time they state.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
