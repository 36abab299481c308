using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Forecasts;

/// <summary>A member who ever paid an order, and the days by the last that counts on which he bought.</summary>
internal sealed record ForecastBuyer(MemberId MemberId, IReadOnlyList<PurchaseDay> Days, DateOnly Through)
{
    /// <summary>Whether there is anything to forecast from.</summary>
    internal bool HasBought => Days.Count > 0;

    internal PurchaseHistory History => PurchaseHistory.FromDays([.. Days.Select(static purchase => purchase.Day)], Through, ForecastUnit.Week);

    internal RepeatSpend Spend => RepeatSpend.FromDays(Days, Through);
}
