namespace PrivateDomain.Sdk.Forecasts;

/// <summary>All that the purchase models need to know of a member: how often he came back, when last, and for how long he has been watched.</summary>
/// <remarks>
/// An immutable value, checked when it is made. Time runs from the member's first purchase, in the unit that the whole set of members shares.
/// <c>default</c> is a member who made his first purchase just now. Forecasts are estimates, not amounts owed: binary floating point is meant.
/// </remarks>
public readonly record struct PurchaseHistory
{
    private const double DaysPerWeek = 7;

    /// <summary>Makes a history from its three figures.</summary>
    /// <param name="repeatPurchases">x: purchases after the first one; 0 or more.</param>
    /// <param name="lastPurchase">t_x: from the first purchase to the last one; 0 where nothing was bought again.</param>
    /// <param name="observed">T: from the first purchase to the end of what is known; at least <paramref name="lastPurchase"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A figure is negative, not finite, or contradicts another.</exception>
    public PurchaseHistory(int repeatPurchases, double lastPurchase, double observed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(repeatPurchases);
        if (!double.IsFinite(observed) || observed < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(observed), observed, "The time observed is a finite number, 0 or more.");
        }

        // Written so that NaN fails too.
        if (!(lastPurchase >= 0 && lastPurchase <= observed))
        {
            throw new ArgumentOutOfRangeException(nameof(lastPurchase), lastPurchase, $"The last purchase lies between 0 and the time observed, {observed}.");
        }

        if (repeatPurchases == 0 && lastPurchase > 0)
        {
            throw new ArgumentOutOfRangeException(nameof(lastPurchase), lastPurchase, "Without a repeat purchase the last purchase is the first one, at time 0.");
        }

        RepeatPurchases = repeatPurchases;
        LastPurchase = lastPurchase;
        Observed = observed;
    }

    /// <summary>x: purchases after the first one; 0 or more.</summary>
    public int RepeatPurchases { get; }

    /// <summary>t_x: time from the first purchase to the last one; 0 where nothing was bought again.</summary>
    public double LastPurchase { get; }

    /// <summary>T: time from the first purchase to the end of what is known.</summary>
    public double Observed { get; }

    /// <summary>Makes a history from the days on which a member bought.</summary>
    /// <param name="days">Each day once, in ascending order; at least one by <paramref name="through"/>.</param>
    /// <param name="through">The last day that counts; later purchases are left out, so that a forecast can be tested against them.</param>
    /// <param name="unit">The unit of the history.</param>
    /// <returns>The history. Repeat purchases are the days that count, without the first.</returns>
    /// <exception cref="ArgumentException">The days do not ascend, or none of them counts.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The unit is not one of the declared ones.</exception>
    public static PurchaseHistory FromDays(IReadOnlyList<DateOnly> days, DateOnly through, ForecastUnit unit)
    {
        ArgumentNullException.ThrowIfNull(days);
        double daysPerUnit = unit switch
        {
            ForecastUnit.Day => 1,
            ForecastUnit.Week => DaysPerWeek,
            _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "Choose days or weeks."),
        };
        int counted = PurchaseDays.CountThrough(days, day => day, through);
        return new PurchaseHistory(
            counted - 1,
            (days[counted - 1].DayNumber - days[0].DayNumber) / daysPerUnit,
            (through.DayNumber - days[0].DayNumber) / daysPerUnit);
    }
}
