using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Segments;

/// <summary>How often the segments of a program were defined, anew or again: whoever decides by them depends on it, so that none is overlooked.</summary>
/// <remarks>An immutable value.</remarks>
public sealed record SegmentCatalog : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<SegmentCatalog> Schema { get; } = new RecordTypeBuilder<SegmentCatalog>("segment_catalogs", since: 2)
        .Int64("definitions", r => r.Definitions)
        .Build(static (ref row) => new SegmentCatalog { Program = row.Program, Revision = row.Revision, Definitions = row.Int64() });

    /// <summary>How many definitions were made, of all segments together.</summary>
    public required long Definitions { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => Segment.Place;

    /// <inheritdoc/>
    public override string Id => "";

    /// <summary>The key of a program's catalog.</summary>
    /// <param name="program">The program.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program) => new(Schema, Segment.Place, program, "");
}
