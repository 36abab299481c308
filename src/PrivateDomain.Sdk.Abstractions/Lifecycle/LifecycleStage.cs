namespace PrivateDomain.Sdk.Lifecycle;

/// <summary>Where a member stands in his life as a buyer (生命周期), told by his purchase days alone.</summary>
/// <remarks>Numbers are stable: stages are stored. docs/lifecycle.md has the rules and their order.</remarks>
public enum LifecycleStage
{
    /// <summary>Has not bought yet (潜客), or every purchase of his was refunded.</summary>
    Prospect = 0,

    /// <summary>Bought for the first time a short while ago, and few times since (新客).</summary>
    New = 1,

    /// <summary>Buys in his own rhythm (活跃).</summary>
    Active = 2,

    /// <summary>Active, and bought often enough lately (忠诚).</summary>
    Loyal = 3,

    /// <summary>Is later than his rhythm lets expect (流失预警).</summary>
    AtRisk = 4,

    /// <summary>Is much later (沉默).</summary>
    Silent = 5,

    /// <summary>Is so late that he is given up for now (流失).</summary>
    Lost = 6,

    /// <summary>Was silent or lost, and bought again a short while ago (召回).</summary>
    WonBack = 7,
}
