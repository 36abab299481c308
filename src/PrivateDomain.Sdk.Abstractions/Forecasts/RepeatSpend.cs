namespace PrivateDomain.Sdk.Forecasts;

/// <summary>What a member spent when he came back: how often, and the mean of those purchases. The first purchase does not count.</summary>
/// <remarks>
/// An immutable value, checked when it is made; <c>default</c> is a member who has not come back. The mean is in any one unit of money, the same for all members;
/// the model answers in it. It is an estimate's input, not an amount owed: binary floating point is meant.
/// </remarks>
public readonly record struct RepeatSpend
{
    /// <summary>Makes a spend from its two figures.</summary>
    /// <param name="purchases">x: repeat purchases, 0 or more.</param>
    /// <param name="mean">The mean of their totals; 0 or more, and 0 where there are none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A figure is negative, not finite, or contradicts the other.</exception>
    public RepeatSpend(int purchases, double mean)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(purchases);
        if (!double.IsFinite(mean) || mean < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "A mean spend is a finite number, 0 or more.");
        }

        if (purchases == 0 && mean > 0)
        {
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "Without a repeat purchase the mean is 0.");
        }

        Purchases = purchases;
        Mean = mean;
    }

    /// <summary>x: repeat purchases, 0 or more.</summary>
    public int Purchases { get; }

    /// <summary>The mean of their totals; 0 where there are none.</summary>
    public double Mean { get; }

    /// <summary>Makes a spend from the days on which a member bought, with each day's total.</summary>
    /// <param name="days">Each day once, in ascending order; at least one by <paramref name="through"/>.</param>
    /// <param name="through">The last day that counts; later purchases are left out.</param>
    /// <returns>The spend, in minor units.</returns>
    /// <exception cref="ArgumentException">The days do not ascend, none of them counts, or one that counts has a negative total.</exception>
    /// <exception cref="OverflowException">The totals together exceed 64 bits.</exception>
    public static RepeatSpend FromDays(IReadOnlyList<PurchaseDay> days, DateOnly through)
    {
        ArgumentNullException.ThrowIfNull(days);
        int counted = PurchaseDays.CountThrough(days, purchase => purchase.Day, through);
        long total = 0;
        for (int i = 0; i < counted; i++)
        {
            if (days[i].MinorUnits < 0)
            {
                throw new ArgumentException($"Day {i + 1} of the list has a negative total; take refunds off the day of the order, or leave it out.", nameof(days));
            }

            total = i == 0 ? 0 : checked(total + days[i].MinorUnits);
        }

        return counted == 1 ? default : new RepeatSpend(counted - 1, (double)total / (counted - 1));
    }
}
