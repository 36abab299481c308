namespace PrivateDomain.Sdk.Forecasts;

/// <summary>Refusal codes of model fits. A fit that is refused gives no parameters: none would be better than a guess.</summary>
public static class ForecastRefusals
{
    /// <summary>Fewer members than the configured minimum; for spend, fewer members with a repeat purchase that cost something.</summary>
    public const string TooFewMembers = "forecast.too_few_members";

    /// <summary>Nobody bought a second time, so that nothing tells how often members come back.</summary>
    public const string NoRepeatPurchases = "forecast.no_repeat_purchases";

    /// <summary>The likelihood has no maximum that the members determine; members who are all alike are one cause.</summary>
    public const string NotConverged = "forecast.not_converged";

    /// <summary>The fitted spread of spend is so wide that a mean does not exist.</summary>
    public const string MeanSpendUnbounded = "forecast.mean_spend_unbounded";

    /// <summary>A later day was forecast already: what is stored is never taken back to an earlier one.</summary>
    public const string LaterRun = "forecast.later_run";
}
