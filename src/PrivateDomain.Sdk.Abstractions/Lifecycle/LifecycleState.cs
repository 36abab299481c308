using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Lifecycle;

/// <summary>A member's stage as it is stored: what his purchases give, as of the day through which it was told.</summary>
/// <remarks>An immutable value. It follows from the purchases and the terms; it is kept so that the members of a stage can be found, and those whose day has come.</remarks>
public sealed record LifecycleState : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<LifecycleState> Schema { get; } = new RecordTypeBuilder<LifecycleState>("lifecycle_states", since: 2)
        .Text("stage", r => LifecycleStageNames.Of(r.Stage))
        .OptionalText("since_day", r => DayText.Of(r.Since))
        .Text("reason", r => r.Reason)
        .Int64("purchases", r => r.Purchases)
        .Int64("rhythm_days", r => r.RhythmDays)
        .Text("as_of", r => DayText.Of(r.AsOf))
        .OptionalText("next_day", r => DayText.Of(r.NextTransitionOn))
        .Int64("events", r => r.Events)
        .Index("by_stage", IndexScope.Program, "stage")
        .Index("due", IndexScope.Program, "next_day")
        .Build(static (ref row) => new LifecycleState
        {
            Program = row.Program,
            Revision = row.Revision,
            MemberId = row.Owner,
            Stage = LifecycleStageNames.Parse(row.Text()),
            Since = DayText.ParseOptional(row.OptionalText()),
            Reason = row.Text(),
            Purchases = row.Int64(),
            RhythmDays = row.Int64(),
            AsOf = DayText.Parse(row.Text()),
            NextTransitionOn = DayText.ParseOptional(row.OptionalText()),
            Events = row.Int64(),
        });

    /// <summary>The members by stage, then by id.</summary>
    public static RecordIndex ByStage { get; } = Schema.Index("by_stage");

    /// <summary>The members whose stage changes by days going by, by the day on which it does.</summary>
    public static RecordIndex Due { get; } = Schema.Index("due");

    /// <summary>The member.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>The stage.</summary>
    public required LifecycleStage Stage { get; init; }

    /// <summary>The first day of the stage, as the purchases tell it; <see langword="null"/> for a prospect.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>Why the stage began, as the purchases tell it: one of <see cref="LifecycleReasons"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>The days on which he bought, up to <see cref="AsOf"/>.</summary>
    public long Purchases { get; init; }

    /// <summary>The days to be expected between two purchases of his; zero for a prospect.</summary>
    public long RhythmDays { get; init; }

    /// <summary>The day through which his stages were told. The stage holds from then until the day before <see cref="NextTransitionOn"/>.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The first day on which the stage changes if he does not buy; <see langword="null"/> when it then stays for ever.</summary>
    public DateOnly? NextTransitionOn { get; init; }

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
