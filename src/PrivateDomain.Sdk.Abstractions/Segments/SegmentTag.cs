namespace PrivateDomain.Sdk.Segments;

/// <summary>An automatic tag (自动标签): whoever belongs to the segment has it.</summary>
/// <param name="Group">The tag's group, which must be defined.</param>
/// <param name="Value">The tag's value: an id text, taken as it is.</param>
/// <remarks>
/// An immutable value. The tag has the source <see cref="Tags.TagSource.Rule"/> and the segment's id as actor. It yields to what any other source set.
/// </remarks>
public sealed record SegmentTag(string Group, string Value)
{
    private const string AddAndRemove = "add_and_remove";
    private const string AddOnly = "add_only";

    /// <summary>Whether whoever leaves the segment keeps the tag; <see langword="false"/> by default: then he loses it.</summary>
    public bool IsAddOnly { get; init; }

    internal string Mode => IsAddOnly ? AddOnly : AddAndRemove;

    internal static SegmentTag? Of(string? group, string? value, string? mode) =>
        group is null ? null : new SegmentTag(group, value!) { IsAddOnly = mode == AddOnly };
}
