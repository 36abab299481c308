using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Lifecycle;

/// <summary>How many members stand in a stage: a counter, changed by guarded adds only, so that a stage of a million is no bottleneck.</summary>
/// <remarks>An immutable value.</remarks>
public sealed record LifecycleTally : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<LifecycleTally> Schema { get; } = new RecordTypeBuilder<LifecycleTally>("lifecycle_tallies", since: 2)
        .Counter("members", r => r.Members, (r, value) => r with { Members = value })
        .Build(static (ref row) => new LifecycleTally
        {
            Program = row.Program,
            Revision = row.Revision,
            Stage = LifecycleStageNames.Parse(row.Owner),
            Members = row.Int64(),
        });

    /// <summary>The counter.</summary>
    public static RecordColumn MembersColumn { get; } = Schema.Column("members");

    /// <summary>The stage.</summary>
    public required LifecycleStage Stage { get; init; }

    /// <summary>How many members stand in it, as booked.</summary>
    public long Members { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => LifecycleStageNames.Of(Stage);

    /// <inheritdoc/>
    public override string Id => "";

    /// <summary>The key of a stage's tally.</summary>
    /// <param name="program">The program.</param>
    /// <param name="stage">The stage.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, LifecycleStage stage) => new(Schema, LifecycleStageNames.Of(stage), program, "");
}
