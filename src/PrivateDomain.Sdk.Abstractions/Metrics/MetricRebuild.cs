namespace PrivateDomain.Sdk.Metrics;

/// <summary>How far a rebuild of metrics has come, or what it did.</summary>
/// <param name="Orders">Orders looked at.</param>
/// <param name="Bindings">Referral bindings looked at.</param>
/// <param name="Changed">How many of them did not stand in the metrics as they are, and do now.</param>
public sealed record MetricRebuild(long Orders, long Bindings, long Changed);
