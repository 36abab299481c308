namespace PrivateDomain.Sdk.Hosting;

/// <summary>The name under which the engine measures and traces, for a host's telemetry: <c>AddMeter(Name)</c>, <c>AddSource(Name)</c>.</summary>
/// <remarks>What is measured stands in docs/telemetry.md. No attribute holds a key, an amount or personal data, and each has few values.</remarks>
public static class PrivateDomainTelemetry
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "PrivateDomain.Sdk";
}
