namespace PrivateDomain.Sdk.Forecasts;

/// <summary>Adds up what all members are expected to buy.</summary>
internal sealed class ForecastTotals
{
    private Int128 _purchases;
    private Int128 _value;

    internal long Members { get; private set; }

    internal long Purchases => Saturate(_purchases);

    internal long Value => Saturate(_value);

    internal void Add(MemberForecast forecast)
    {
        _purchases += forecast.ExpectedPurchasesBillionths;
        _value += forecast.ExpectedValue ?? 0;
        Members++;
    }

    private static long Saturate(Int128 sum) => sum > long.MaxValue ? long.MaxValue : (long)sum;
}
