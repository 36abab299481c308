namespace PrivateDomain.Sdk.Metrics;

/// <summary>Settings of metrics.</summary>
public sealed class MetricOptions
{
    /// <summary>The most windows.</summary>
    public const int MaxWindows = 12;

    /// <summary>The longest window: a hundred years.</summary>
    public const int MaxWindowDays = 36_525;

    /// <summary>
    /// Whether orders, refunds and bindings keep metrics, in the same commit. Not by default: then they do no work for them. Calling
    /// <see cref="Hosting.PrivateDomainBuilder.Metrics"/> sets it.
    /// </summary>
    public bool AreKept { get; set; }

    /// <summary>The windows that are read with a member's metrics, in days: up to 12 different ones, each 1 to 36,525. 30, 90 and 365 by default.</summary>
    public IReadOnlyList<int> WindowDays { get; set; } = [30, 90, 365];
}
