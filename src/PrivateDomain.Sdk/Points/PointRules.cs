namespace PrivateDomain.Sdk.Points;

/// <summary>The pure arithmetic of points.</summary>
internal static class PointRules
{
    internal static Refusal BalanceTooLarge { get; } =
        new(PointRefusals.BalanceTooLarge, "The member's balance or debt would no longer fit in 64 bits; check the amount.");

    /// <summary>What an amount of money earns, rounded down; capped at the greatest 64-bit integer, which no limit lets through.</summary>
    internal static long Earned(PointTerms terms, long minorUnits, Currency currency)
    {
        Int128 points = (Int128)minorUnits * terms.EarnBillionths / ((Int128)Billionths.One * currency.MinorUnitsPerUnit);
        return points > long.MaxValue ? long.MaxValue : (long)points;
    }

    /// <summary>A share of a number of points, rounded down.</summary>
    internal static long Share(long points, long shareBillionths) => (long)((Int128)points * shareBillionths / Billionths.One);

    internal static DateTimeOffset AvailableAt(PointTerms terms, DateTimeOffset grantedAt) => grantedAt.AddTicks(terms.PendingTicks);

    internal static DateTimeOffset ExpiresAt(PointTerms terms, DateTimeOffset grantedAt) =>
        terms.ExpiresAfterTicks is { } life ? grantedAt.AddTicks(life) : PointLot.Never;

    /// <summary>A member's points as of a moment, from the account, the lots that expire by the end of the window, and the lots that are pending.</summary>
    internal static PointBalance Balance(
        Members.MemberId memberId, PointAccount? account, IEnumerable<PointLot> expiring, IEnumerable<PointLot> pending, DateTimeOffset asOf)
    {
        if (account is null)
        {
            return new PointBalance(memberId, asOf, 0, 0, 0, 0);
        }

        long expired = 0;
        long soon = 0;
        foreach (PointLot lot in expiring)
        {
            if (lot.ExpiresAt <= asOf)
            {
                expired = checked(expired + lot.Remaining);
            }
            else if (lot.AvailableAt <= asOf)
            {
                soon = checked(soon + lot.Remaining);
            }
        }

        long waiting = 0;
        foreach (PointLot lot in pending)
        {
            if (lot.AvailableAt > asOf)
            {
                waiting = checked(waiting + lot.Remaining);
            }
        }

        return new PointBalance(memberId, asOf, account.Balance - expired - waiting, waiting, soon, account.Debt);
    }
}
