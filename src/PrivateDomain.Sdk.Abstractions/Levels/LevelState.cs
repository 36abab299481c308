using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Levels;

/// <summary>A member's level and growth as they are stored: what his purchases give, as of the day through which they were told.</summary>
/// <remarks>An immutable value. It follows from the purchases and the terms; it is kept so that the members of a level can be found, and those whose day has come.</remarks>
public sealed record LevelState : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<LevelState> Schema { get; } = new RecordTypeBuilder<LevelState>("level_states", since: 2)
        .Text("level", r => r.Level.Name ?? "")
        .Int64("rank", r => r.Level.Rank)
        .Int64("growth", r => r.Growth)
        .OptionalText("since_day", r => DayText.Of(r.Since))
        .OptionalText("kept_through", r => DayText.Of(r.KeptThrough))
        .Text("as_of", r => DayText.Of(r.AsOf))
        .OptionalText("next_day", r => DayText.Of(r.NextChangeOn))
        .Int64("events", r => r.Events)
        .Index("by_level", IndexScope.Program, "level")
        .Index("due", IndexScope.Program, "next_day")
        .Build(static (ref row) => new LevelState
        {
            Program = row.Program,
            Revision = row.Revision,
            MemberId = row.Owner,
            Level = LevelTally.LevelOf(row.Text(), row.Int64()),
            Growth = row.Int64(),
            Since = DayText.ParseOptional(row.OptionalText()),
            KeptThrough = DayText.ParseOptional(row.OptionalText()),
            AsOf = DayText.Parse(row.Text()),
            NextChangeOn = DayText.ParseOptional(row.OptionalText()),
            Events = row.Int64(),
        });

    /// <summary>The members by the name of their level, then by id; those without a level come first.</summary>
    public static RecordIndex ByLevel { get; } = Schema.Index("by_level");

    /// <summary>The members whose level or growth changes by days going by, by the day on which it does.</summary>
    public static RecordIndex Due { get; } = Schema.Index("due");

    /// <summary>The member.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>The level.</summary>
    public required Level Level { get; init; }

    /// <summary>The growth.</summary>
    public required long Growth { get; init; }

    /// <summary>The first day of the level, as the purchases tell it; <see langword="null"/> for who never had one.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>The last day of the level if he buys nothing; <see langword="null"/> for who has none, and where he then has it for ever.</summary>
    public DateOnly? KeptThrough { get; init; }

    /// <summary>The day through which his levels were told. Level and growth hold from then until the day before <see cref="NextChangeOn"/>.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The first day on which level or growth changes if he buys nothing; <see langword="null"/> when both stay.</summary>
    public DateOnly? NextChangeOn { get; init; }

    /// <summary>How many events his history has.</summary>
    public long Events { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => MemberId.Value;

    /// <inheritdoc/>
    public override string Id => "";

    /// <summary>The key of a member's state.</summary>
    /// <param name="program">The program.</param>
    /// <param name="memberId">The member.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, MemberId memberId) => new(Schema, memberId.Value, program, "");
}
