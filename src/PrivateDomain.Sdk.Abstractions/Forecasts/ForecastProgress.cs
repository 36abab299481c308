namespace PrivateDomain.Sdk.Forecasts;

/// <summary>How far a forecast run has come.</summary>
/// <param name="Read">How many members were read to fit the model; zero where it is known from before.</param>
/// <param name="Forecast">How many members were forecast.</param>
/// <param name="Changed">Of how many something was written.</param>
/// <remarks>An immutable value.</remarks>
public sealed record ForecastProgress(long Read, long Forecast, long Changed);
