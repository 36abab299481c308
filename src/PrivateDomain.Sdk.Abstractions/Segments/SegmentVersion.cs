using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Segments;

/// <summary>What a segment's rule was, version by version: appended, never changed.</summary>
/// <remarks>An immutable value.</remarks>
public sealed record SegmentVersion : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<SegmentVersion> Schema { get; } = new RecordTypeBuilder<SegmentVersion>("segment_versions", since: 2)
        .Int64("version", r => r.Version)
        .Json("rule", r => r.Rule.ToString())
        .Boolean("is_retired", r => r.IsRetired)
        .OptionalText("actor", r => r.Actor)
        .Instant("defined_at", r => r.DefinedAt)
        .OptionalText("tag_group", r => r.Tag?.Group)
        .OptionalText("tag_value", r => r.Tag?.Value)
        .OptionalText("tag_mode", r => r.Tag?.Mode)
        .Build(static (ref row) => new SegmentVersion
        {
            Program = row.Program,
            Revision = row.Revision,
            SegmentId = row.Owner,
            Version = row.Int64(),
            Rule = SegmentRule.Parse(row.Text()),
            IsRetired = row.Boolean(),
            Actor = row.OptionalText(),
            DefinedAt = row.Instant(),
            Tag = SegmentTag.Of(row.OptionalText(), row.OptionalText(), row.OptionalText()),
        });

    /// <summary>Which segment.</summary>
    public required SegmentId SegmentId { get; init; }

    /// <summary>The version, from 1.</summary>
    public required long Version { get; init; }

    /// <summary>The rule.</summary>
    public required SegmentRule Rule { get; init; }

    /// <summary>The tag that whoever belongs to it has; <see langword="null"/> for none.</summary>
    public SegmentTag? Tag { get; init; }

    /// <summary>Whether this version gave the segment up.</summary>
    public bool IsRetired { get; init; }

    /// <summary>Who decided it, as the host named him; <see langword="null"/> when not said.</summary>
    public string? Actor { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset DefinedAt { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => SegmentId.Value;

    /// <inheritdoc/>
    public override string Id => NumberText.Of(Version);
}
