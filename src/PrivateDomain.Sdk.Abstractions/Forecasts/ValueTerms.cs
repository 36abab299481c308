namespace PrivateDomain.Sdk.Forecasts;

/// <summary>How far into the future a customer value looks, and what later money is worth.</summary>
/// <remarks>An immutable value, checked when it is made.</remarks>
public sealed record ValueTerms
{
    /// <summary>The greatest <see cref="Periods"/>.</summary>
    public const int MaxPeriods = 1_200;

    /// <summary>Makes terms.</summary>
    /// <param name="periods">How many periods, 1 to <see cref="MaxPeriods"/>; 12 months, say.</param>
    /// <param name="periodLength">The length of a period in the model's unit of time, above 0: a month is 365.25 / 12 days or 365.25 / 84 weeks.</param>
    /// <param name="discountRate">The discount per period, 0 or more: 0.01 is one percent. Money is taken to arrive at the end of its period.</param>
    /// <exception cref="ArgumentOutOfRangeException">A figure is out of its range.</exception>
    public ValueTerms(int periods, double periodLength, double discountRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(periods);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(periods, MaxPeriods);
        if (!double.IsFinite(periods * periodLength) || periodLength <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(periodLength), periodLength, "The length of a period is a number above 0, and all periods together are finite.");
        }

        if (!double.IsFinite(discountRate) || discountRate < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(discountRate), discountRate, "A discount is a finite number, 0 or more; 0.01 is one percent.");
        }

        Periods = periods;
        PeriodLength = periodLength;
        DiscountRate = discountRate;
    }

    /// <summary>How many periods.</summary>
    public int Periods { get; }

    /// <summary>The length of a period, in the model's unit of time.</summary>
    public double PeriodLength { get; }

    /// <summary>The discount per period; 0.01 is one percent.</summary>
    public double DiscountRate { get; }
}
