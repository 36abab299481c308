using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Tags;

/// <summary>A tag group (标签组), as it was defined. Written once, never changed or removed: what is decided upon it stays right.</summary>
public sealed record TagGroup : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<TagGroup> Schema { get; } = new RecordTypeBuilder<TagGroup>("tag_groups", since: 2)
        .Boolean("is_exclusive", r => r.IsExclusive)
        .Instant("defined_at", r => r.DefinedAt)
        .Build(static (ref row) => new TagGroup
        {
            Program = row.Program,
            Revision = row.Revision,
            Name = row.Owner,
            IsExclusive = row.Boolean(),
            DefinedAt = row.Instant(),
        });

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether a member has one value of the group at most.</summary>
    public required bool IsExclusive { get; init; }

    /// <summary>When it was defined.</summary>
    public required DateTimeOffset DefinedAt { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => Name;

    /// <inheritdoc/>
    public override string Id => "";

    /// <summary>The key of a group.</summary>
    /// <param name="program">The program.</param>
    /// <param name="name">The group's name.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, string name) => new(Schema, name, program, "");
}
