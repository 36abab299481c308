namespace PrivateDomain.Sdk.Metrics;

/// <summary>What counts how much when members are ranked by what they brought.</summary>
/// <param name="PerMinorUnit">The score of each minor unit that referred members spent, net of refunds; 0 or more.</param>
/// <param name="PerOrder">The score of each of their orders that counts; 0 or more.</param>
/// <param name="PerMember">The score of each member brought, whether or not he bought; 0 or more.</param>
/// <remarks>
/// An immutable value. The score is <c>spend x PerMinorUnit + orders x PerOrder + members x PerMember</c>, exact in 128 bits. By default only money
/// counts: members who never buy cost nothing to make up. Nothing is paid by this score; what is paid is commission, and that only on sales.
/// </remarks>
public sealed record PromoterFormula(long PerMinorUnit = 1, long PerOrder = 0, long PerMember = 0)
{
    /// <summary>The score of what a member brought.</summary>
    /// <param name="brought">What he brought.</param>
    /// <returns>The score.</returns>
    /// <exception cref="OverflowException">The score leaves 128 bits.</exception>
    public Int128 ScoreOf(ReferralMetrics brought)
    {
        ArgumentNullException.ThrowIfNull(brought);
        return checked(((Int128)brought.Spend.MinorUnits * PerMinorUnit) + ((Int128)brought.Orders * PerOrder) + ((Int128)brought.Members * PerMember));
    }
}
