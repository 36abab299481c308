using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Tags;

/// <summary>The answer to setting or removing a tag.</summary>
/// <param name="MemberId">Whose tag.</param>
/// <param name="Group">The tag's group.</param>
/// <param name="Value">The tag's value.</param>
/// <param name="Change">What the write did.</param>
/// <remarks>What segments make of it in the same commit is not told here: a rule that holds sets its tag where a write has made place for it.</remarks>
public sealed record TagReceipt(MemberId MemberId, string Group, string Value, TagChange Change)
{
    /// <summary>The value that was replaced; only with <see cref="TagChange.Replaced"/>.</summary>
    public string? Replaced { get; init; }

    /// <summary>
    /// What stands afterwards in the place of the tag: its value, or that of its exclusive group, which may be another; <see langword="null"/> when nothing does.
    /// </summary>
    public string? Standing { get; init; }

    /// <summary>The source of what stands; <see langword="null"/> when nothing does.</summary>
    public TagSource? Source { get; init; }

    /// <summary>When what stands expires; <see langword="null"/> for never, or when nothing does.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
