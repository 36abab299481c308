using System.Globalization;

namespace PrivateDomain.Sdk.Tags;

/// <summary>The pure rules of tags.</summary>
internal static class TagRules
{
    internal static Refusal GroupNotFound(string group) =>
        new(TagRefusals.GroupNotFound, $"There is no tag group '{group}' in this program; define it first.");

    internal static Refusal GroupFixed(TagGroup group) => new(
        TagRefusals.GroupFixed,
        $"The tag group '{group.Name}' is {(group.IsExclusive ? "exclusive" : "not exclusive")}, and that is decided once; define another group.");

    internal static Refusal LimitReached(int limit) => new(TagRefusals.LimitReached, string.Create(
        CultureInfo.InvariantCulture, $"The member has {limit} tags or more, and Tags.MaxPerMember allows no further one; remove one first, or book expiry."));

    internal static Refusal ExpiryOutOfRange(DateTimeOffset expiresAt, DateTimeOffset now) => new(TagRefusals.ExpiryOutOfRange, string.Create(
        CultureInfo.InvariantCulture, $"The tag would expire at {expiresAt:O}, not after it is set at {now:O}."));

    internal static Refusal? Source(TagSource source) => Enum.IsDefined(source)
        ? null
        : new Refusal(TagRefusals.SourceUnknown, string.Create(
            CultureInfo.InvariantCulture, $"{(int)source} is no source of a tag; use {nameof(TagSource.Manual)}, {nameof(TagSource.Rule)}, {nameof(TagSource.Import)} or {nameof(TagSource.Sync)}."));

    /// <summary>Whether a source must leave alone what another has set.</summary>
    internal static bool YieldsTo(TagSource source, TagSource standing) => StrengthOf(source) < StrengthOf(standing);

    /// <summary>What setting a tag comes to, where something live stands in its place or nothing does.</summary>
    internal static TagChange Set(MemberTag? standing, string value, TagSource source, DateTimeOffset? expiresAt)
    {
        if (standing is null)
        {
            return TagChange.Set;
        }

        if (YieldsTo(source, standing.Source))
        {
            return TagChange.Kept;
        }

        return standing.Value != value ? TagChange.Replaced
            : standing.Source == source && standing.ExpiresAt == expiresAt ? TagChange.Unchanged
            : TagChange.Renewed;
    }

    /// <summary>What removing a tag comes to.</summary>
    internal static TagChange Remove(MemberTag? standing, string value, TagSource source) =>
        standing?.Value != value ? TagChange.Unchanged
        : YieldsTo(source, standing.Source) ? TagChange.Kept
        : TagChange.Removed;

    private static int StrengthOf(TagSource source) => source switch
    {
        TagSource.Manual => 2,
        TagSource.Rule => 0,
        _ => 1,
    };
}
