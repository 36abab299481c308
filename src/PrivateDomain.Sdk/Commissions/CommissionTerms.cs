namespace PrivateDomain.Sdk.Commissions;

/// <summary>The commission terms: what a version of the commission policy keeps, the acknowledgement of a second level included.</summary>
/// <param name="RateBillionths">The rate of each level, in billionths.</param>
/// <param name="HoldDays">Days from a sale until its commission may be settled.</param>
/// <param name="SecondLevelAcknowledgment">Who decided to pay a second level, and why.</param>
internal sealed record CommissionTerms(IReadOnlyList<long> RateBillionths, int HoldDays, SecondLevelAcknowledgment? SecondLevelAcknowledgment)
{
    internal static CommissionTerms From(CommissionOptions options) => new(
        [.. options.Rates.Select(static rate => Billionths.TryFrom(rate, out long billionths)
            ? billionths
            : throw new ArgumentException("The options were not validated.", nameof(options)))],
        options.HoldDays,
        options.Rates.Count >= 2 ? options.SecondLevelAcknowledgment : null);
}
