namespace PrivateDomain.Sdk.Forecasts;

/// <summary>Members with the same history, counted: the likelihood is computed once for all of them.</summary>
internal readonly record struct HistoryGroup(int X, double LastPurchase, double Observed, int Members);
