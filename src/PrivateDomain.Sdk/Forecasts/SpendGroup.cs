namespace PrivateDomain.Sdk.Forecasts;

/// <summary>Members with the same number of repeat purchases and the same mean spend, counted.</summary>
internal readonly record struct SpendGroup(int X, double Mean, int Members);
