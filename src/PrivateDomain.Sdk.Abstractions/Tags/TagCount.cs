using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Tags;

/// <summary>How many members have a tag, as it is booked: a counter, changed by guarded adds only, so that a tag that everybody gets is no conflict.</summary>
/// <remarks>An expired tag counts until a sweep or a later write has booked its expiry. A tag that nobody has any more stays here with 0.</remarks>
public sealed record TagCount : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<TagCount> Schema { get; } = new RecordTypeBuilder<TagCount>("tag_counts", since: 2)
        .Counter("members", r => r.Members, (r, value) => r with { Members = value })
        .Build(static (ref row) => new TagCount
        {
            Program = row.Program,
            Revision = row.Revision,
            Group = row.Owner,
            Value = row.Id,
            Members = row.Int64(),
        });

    /// <summary>The counter of members.</summary>
    public static RecordColumn MembersColumn { get; } = Schema.Column("members");

    /// <summary>The tag's group.</summary>
    public required string Group { get; init; }

    /// <summary>The tag's value.</summary>
    public required string Value { get; init; }

    /// <summary>How many members have it.</summary>
    public long Members { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => Group;

    /// <inheritdoc/>
    public override string Id => Value;

    /// <summary>The key of a tag's count.</summary>
    /// <param name="program">The program.</param>
    /// <param name="group">The tag's group.</param>
    /// <param name="value">The tag's value.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, string group, string value) => new(Schema, group, program, value);
}
