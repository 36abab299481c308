using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Levels;

/// <summary>A member changed his level: appended once, in the commit that told it, and never changed.</summary>
/// <remarks>
/// An immutable value. Of one member, events are numbered without a gap, days never descend, and each begins at the level that the one before it led to;
/// the first begins at no level. What was told and is otherwise by now is corrected by one more event, with the reason
/// <see cref="LevelReasons.Refunded"/>, <see cref="LevelReasons.ReportedLate"/>, <see cref="LevelReasons.Merged"/> or <see cref="LevelReasons.Recomputed"/>.
/// </remarks>
public sealed record LevelEvent : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<LevelEvent> Schema { get; } = new RecordTypeBuilder<LevelEvent>("level_events", since: 2)
        .Text("on_day", r => DayText.Of(r.On))
        .Text("from_level", r => r.From.Name ?? "")
        .Int64("from_rank", r => r.From.Rank)
        .Text("to_level", r => r.To.Name ?? "")
        .Int64("to_rank", r => r.To.Rank)
        .Text("reason", r => r.Reason)
        .Int64("growth", r => r.Growth)
        .Instant("at", r => r.At)
        .Text("operation", r => r.Operation)
        .Index("by_level", IndexScope.Program, "to_level", "at")
        .Build(static (ref row) => new LevelEvent
        {
            Program = row.Program,
            Revision = row.Revision,
            MemberId = row.Owner,
            Number = NumberText.Parse(row.Id),
            On = DayText.Parse(row.Text()),
            From = LevelTally.LevelOf(row.Text(), row.Int64()),
            To = LevelTally.LevelOf(row.Text(), row.Int64()),
            Reason = row.Text(),
            Growth = row.Int64(),
            At = row.Instant(),
            Operation = row.Text(),
        });

    /// <summary>Who came to a level, by the time of the decision.</summary>
    public static RecordIndex ByLevel { get; } = Schema.Index("by_level");

    /// <summary>The member.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>The number among the member's events: 1, 2, 3 … without gap.</summary>
    public required long Number { get; init; }

    /// <summary>The first day of the new level; of a correction, the first day that had not been told otherwise.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The level before.</summary>
    public required Level From { get; init; }

    /// <summary>The new level.</summary>
    public required Level To { get; init; }

    /// <summary>Why: one of <see cref="LevelReasons"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>The growth behind it.</summary>
    public required long Growth { get; init; }

    /// <summary>The time of the decision that told it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What told it, as kind and key: an order, a refund, a sweep.</summary>
    public required string Operation { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => MemberId.Value;

    /// <inheritdoc/>
    public override string Id => NumberText.Of(Number);
}
