namespace OrderReplay.Input;

/// <summary>Everything that is replayed, checked.</summary>
internal sealed record ReplayInput(ReplayPlan Plan, IReadOnlyList<ReferredMember> Members, OrderFile Orders);
