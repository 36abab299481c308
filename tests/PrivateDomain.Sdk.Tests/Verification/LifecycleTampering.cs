using PrivateDomain.Sdk.Lifecycle;
using PrivateDomain.Sdk.Storage;
using static PrivateDomain.Sdk.Tests.Verification.Tampered;

namespace PrivateDomain.Sdk.Tests.Verification;

/// <summary>The laws of lifecycle stages, broken by hand.</summary>
internal static class LifecycleTampering
{
    internal static IEnumerable<(string Tampering, string Law)> Cases =>
    [
        ("lifecycle stage", "Y1"),
        ("lifecycle reason", "Y1"),
        ("lifecycle next day", "Y1"),
        ("lifecycle state missing", "Y1"),
        ("lifecycle event missing", "Y2"),
        ("lifecycle event of another stage", "Y2"),
        ("lifecycle events counted", "Y2"),
        ("lifecycle tally", "Y3"),
        ("lifecycle tally missing", "Y3"),
    ];

    internal static async Task<Change[]> ChangeAsync(string tampering, IRecordStore store)
    {
        LifecycleState stage = await GetAsync<LifecycleState>(store, LifecycleState.KeyOf(Shop.Program, "buyer"));
        LifecycleTally stages = await GetAsync<LifecycleTally>(store, LifecycleTally.KeyOf(Shop.Program, LifecycleStage.New));
        RecordPage steps = await store.QueryAsync(new RecordQuery(LifecycleEvent.Schema.Primary, Shop.Program, 10, "buyer"), CancellationToken.None);
        return tampering switch
        {
            "lifecycle stage" => [Update(stage with { Stage = LifecycleStage.Loyal })],
            "lifecycle reason" => [Update(stage with { Reason = LifecycleReasons.Refunded })],
            "lifecycle next day" => [Update(stage with { NextTransitionOn = null })],
            "lifecycle state missing" => [Delete(stage)],
            "lifecycle event missing" => [Delete(steps.Records[0])],
            "lifecycle event of another stage" => [Update((LifecycleEvent)steps.Records[0] with { To = LifecycleStage.Silent })],
            "lifecycle events counted" => [Update(stage with { Events = stage.Events + 1 })],
            "lifecycle tally" => [new Change.Add(stages.Key, LifecycleTally.MembersColumn, 1)],
            "lifecycle tally missing" => [Delete(stages)],
            _ => throw new ArgumentOutOfRangeException(nameof(tampering), tampering, "There is no such tampering."),
        };
    }
}
