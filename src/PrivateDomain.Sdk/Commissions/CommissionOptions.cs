namespace PrivateDomain.Sdk.Commissions;

/// <summary>Settings of commission. The terms among them are kept as a version with every decision made under them.</summary>
public sealed class CommissionOptions
{
    /// <summary>Paid levels that the SDK supports at all.</summary>
    public const int MaxLevels = 2;

    /// <summary>The largest base of one accrual when nothing is configured, in minor units.</summary>
    public const long DefaultMaxAmount = 1_000_000_000_000;

    /// <summary>
    /// The rate of each paid level, from 0 to 1 with at most nine decimals, together at most 1: <c>[0.10m]</c> pays the buyer's referrer 10 %.
    /// None by default. A second level needs <see cref="SecondLevelAcknowledgment"/>; there is no third.
    /// </summary>
    public IReadOnlyList<decimal> Rates { get; set; } = [];

    /// <summary>Days from a sale until its commission may be settled, 0 to 3,650.</summary>
    public int HoldDays { get; set; }

    /// <summary>
    /// Who decided to pay a second level and why. Recorded with the terms. Paying on the sales of the recruits of recruits is restricted by law
    /// in many places (in China: 禁止传销条例, articles 2 and 7); take advice first.
    /// </summary>
    public SecondLevelAcknowledgment? SecondLevelAcknowledgment { get; set; }

    /// <summary>The largest base of one accrual, in minor units; 1 to 1,000,000,000,000,000.</summary>
    public long MaxAmount { get; set; } = DefaultMaxAmount;
}
