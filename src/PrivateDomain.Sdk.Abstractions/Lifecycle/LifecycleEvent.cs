using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Lifecycle;

/// <summary>A member changed his stage: appended once, in the commit that told it, and never changed.</summary>
/// <remarks>
/// An immutable value. Of one member, events are numbered without a gap, days never descend, and each begins at the stage that the one before it
/// led to; the first begins at <see cref="LifecycleStage.Prospect"/>. What was told and is otherwise by now is corrected by one more event, with the
/// reason <see cref="LifecycleReasons.Refunded"/>, <see cref="LifecycleReasons.ReportedLate"/> or <see cref="LifecycleReasons.Recomputed"/>.
/// </remarks>
public sealed record LifecycleEvent : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<LifecycleEvent> Schema { get; } = new RecordTypeBuilder<LifecycleEvent>("lifecycle_events", since: 2)
        .Text("on_day", r => DayText.Of(r.On))
        .Text("from_stage", r => LifecycleStageNames.Of(r.From))
        .Text("to_stage", r => LifecycleStageNames.Of(r.To))
        .Text("reason", r => r.Reason)
        .Int64("purchases", r => r.Purchases)
        .Int64("days_since", r => r.DaysSince)
        .Int64("rhythm_days", r => r.RhythmDays)
        .Instant("at", r => r.At)
        .Text("operation", r => r.Operation)
        .Index("by_stage", IndexScope.Program, "to_stage", "at")
        .Build(static (ref row) => new LifecycleEvent
        {
            Program = row.Program,
            Revision = row.Revision,
            MemberId = row.Owner,
            Number = NumberText.Parse(row.Id),
            On = DayText.Parse(row.Text()),
            From = LifecycleStageNames.Parse(row.Text()),
            To = LifecycleStageNames.Parse(row.Text()),
            Reason = row.Text(),
            Purchases = row.Int64(),
            DaysSince = row.Int64(),
            RhythmDays = row.Int64(),
            At = row.Instant(),
            Operation = row.Text(),
        });

    /// <summary>Who came to a stage, by the time of the decision.</summary>
    public static RecordIndex ByStage { get; } = Schema.Index("by_stage");

    /// <summary>The member.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>The number among the member's events: 1, 2, 3 … without gap.</summary>
    public required long Number { get; init; }

    /// <summary>The first day of the new stage; of a correction, the first day that had not been told otherwise.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The stage before.</summary>
    public required LifecycleStage From { get; init; }

    /// <summary>The new stage.</summary>
    public required LifecycleStage To { get; init; }

    /// <summary>Why: one of <see cref="LifecycleReasons"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>The days on which he had bought by then.</summary>
    public required long Purchases { get; init; }

    /// <summary>Days since he last bought before that day: see <see cref="LifecycleFacts.DaysSince"/>.</summary>
    public required long DaysSince { get; init; }

    /// <summary>The days that were to be expected between two purchases of his.</summary>
    public required long RhythmDays { get; init; }

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
