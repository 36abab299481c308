using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Segments;

/// <summary>A segment (人群): a rule that says which members belong to it, as it is in force now.</summary>
/// <remarks>An immutable value. All segments of a program stand side by side, so that one read finds them.</remarks>
public sealed record Segment : Record
{
    internal const string Place = "segments";

    /// <summary>The record type.</summary>
    public static RecordType<Segment> Schema { get; } = new RecordTypeBuilder<Segment>("segments", since: 2)
        .Int64("version", r => r.Version)
        .Json("rule", r => r.Rule.ToString())
        .Boolean("is_retired", r => r.IsRetired)
        .Instant("defined_at", r => r.DefinedAt)
        .OptionalText("tag_group", r => r.Tag?.Group)
        .OptionalText("tag_value", r => r.Tag?.Value)
        .OptionalText("tag_mode", r => r.Tag?.Mode)
        .ReadInPrimaryOrder()
        .Build(static (ref row) => new Segment
        {
            Program = row.Program,
            Revision = row.Revision,
            SegmentId = row.Id,
            Version = row.Int64(),
            Rule = SegmentRule.Parse(row.Text()),
            IsRetired = row.Boolean(),
            DefinedAt = row.Instant(),
            Tag = SegmentTag.Of(row.OptionalText(), row.OptionalText(), row.OptionalText()),
        });

    /// <summary>Which segment.</summary>
    public required SegmentId SegmentId { get; init; }

    /// <summary>The version of the definition, from 1; every change of the rule or the tag makes the next one.</summary>
    public required long Version { get; init; }

    /// <summary>Who belongs to it.</summary>
    public required SegmentRule Rule { get; init; }

    /// <summary>The tag that whoever belongs to it has; <see langword="null"/> for none.</summary>
    public SegmentTag? Tag { get; init; }

    /// <summary>Whether it was given up: then nobody belongs to it.</summary>
    public bool IsRetired { get; init; }

    /// <summary>Since when this version is in force.</summary>
    public required DateTimeOffset DefinedAt { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => Place;

    /// <inheritdoc/>
    public override string Id => SegmentId.Value;

    internal IReadOnlyList<string> FieldNames => Rule.FieldNames();

    internal bool SetsTag => Tag is not null && !IsRetired;

    /// <summary>The key of a segment.</summary>
    /// <param name="program">The program.</param>
    /// <param name="segmentId">Which segment.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, SegmentId segmentId) => new(Schema, Place, program, segmentId.Value);
}
