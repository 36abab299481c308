namespace PrivateDomain.Sdk.Forecasts;

/// <summary>The unit of time of a purchase history, and so of the model that is fitted on it and of the horizons asked of that model.</summary>
/// <remarks>A model fitted in one unit must not be asked about histories or horizons in another: nothing in a number tells them apart.</remarks>
public enum ForecastUnit
{
    /// <summary>Days of the business calendar.</summary>
    Day = 0,

    /// <summary>Days divided by seven, not rounded: the unit of the published results.</summary>
    Week = 1,
}
