using PrivateDomain.Sdk;

namespace OrderReplay.Input;

/// <summary>The terms of the replay.</summary>
/// <param name="Path">The file they were read from.</param>
/// <param name="AsOf">Points that have run out by then are expired at the end.</param>
/// <param name="PointsPerUnit">Points for each unit of money.</param>
/// <param name="PointsExpireAfter">How long points live.</param>
/// <param name="RedeemShare">The share of the available points that an order spends, unless it is the member's first.</param>
/// <param name="CommissionRates">The rate of each level.</param>
internal sealed record ReplayPlan(
    string Path, DateTimeOffset AsOf, decimal PointsPerUnit, TimeSpan PointsExpireAfter, decimal RedeemShare, IReadOnlyList<decimal> CommissionRates);
