namespace PrivateDomain.Sdk.Forecasts;

/// <summary>Where a function is greatest, and how great.</summary>
internal readonly record struct Maximum(double[] At, double Value);
