using OrderReplay.Input;
using OrderReplay.Replaying;

namespace OrderReplay.Lifecycle;

/// <summary>Where a run of the verb ended.</summary>
internal sealed record LifecycleResult(
    LifecyclePlan Plan, OrderFile Orders, EventTally Events, BuyerCensus Census, FittedModels Models, AssessmentTally Tally);
