namespace PrivateDomain.Sdk.Points;

/// <summary>The earning terms: what a version of the points policy keeps.</summary>
/// <param name="EarnBillionths">Points for one unit of money, in billionths.</param>
/// <param name="ExpiresAfterTicks">How long points live, in 100 ns; <see langword="null"/> for ever.</param>
/// <param name="PendingTicks">How long points wait, in 100 ns.</param>
internal sealed record PointTerms(long EarnBillionths, long? ExpiresAfterTicks, long PendingTicks)
{
    internal static PointTerms From(PointOptions options) => new(
        Billionths.TryFrom(options.EarnPerUnit, out long earn) ? earn : throw new ArgumentException("The options were not validated.", nameof(options)),
        options.ExpiresAfter?.Ticks,
        options.PendingFor.Ticks);
}
