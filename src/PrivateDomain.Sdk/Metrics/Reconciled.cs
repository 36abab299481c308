namespace PrivateDomain.Sdk.Metrics;

/// <summary>What a rebuild did about one order or binding.</summary>
/// <param name="IsChanged">Whether it did not stand in the metrics as it is.</param>
internal sealed record Reconciled(bool IsChanged);
