using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Levels;

/// <summary>How many members have a level: a counter, changed by guarded adds only, so that a level of a million is no bottleneck.</summary>
/// <remarks>An immutable value.</remarks>
public sealed record LevelTally : Record
{
    // Who has no level is counted too, and an owner is never empty.
    private const string Place = "level/";

    /// <summary>The record type.</summary>
    public static RecordType<LevelTally> Schema { get; } = new RecordTypeBuilder<LevelTally>("level_tallies", since: 2)
        .Counter("members", r => r.Members, (r, value) => r with { Members = value })
        .Build(static (ref row) => new LevelTally
        {
            Program = row.Program,
            Revision = row.Revision,
            Name = NameOf(row.Owner[Place.Length..]),
            Members = row.Int64(),
        });

    /// <summary>The counter.</summary>
    public static RecordColumn MembersColumn { get; } = Schema.Column("members");

    /// <summary>The level's name; <see langword="null"/> for no level.</summary>
    public required string? Name { get; init; }

    /// <summary>How many members have it, as booked.</summary>
    public long Members { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => Place + Name;

    /// <inheritdoc/>
    public override string Id => "";

    /// <summary>The key of a level's tally.</summary>
    /// <param name="program">The program.</param>
    /// <param name="name">The level's name; <see langword="null"/> for no level.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, string? name) => new(Schema, Place + name, program, "");

    /// <summary>A level from its columns, of which the name is empty for no level: what is indexed has a value.</summary>
    internal static Level LevelOf(string name, long rank) => new((int)rank, NameOf(name));

    private static string? NameOf(string stored) => stored.Length == 0 ? null : stored;
}
