using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Rfm;

/// <summary>What a member is scored by: how recently, how often and for how much he bought.</summary>
/// <remarks>An immutable value. Members who never bought are not scored.</remarks>
public readonly record struct RfmInput
{
    /// <summary>Makes the input.</summary>
    /// <param name="memberId">Whose.</param>
    /// <param name="recencyDays">Whole days from the last purchase to the day of scoring, zero or more.</param>
    /// <param name="frequency">How many orders count, one or more.</param>
    /// <param name="monetary">What they came to, in minor units (分); zero and below are scored like any other amount.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below its range.</exception>
    public RfmInput(MemberId memberId, int recencyDays, long frequency, long monetary)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(recencyDays);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frequency);
        MemberId = memberId;
        RecencyDays = recencyDays;
        Frequency = frequency;
        Monetary = monetary;
    }

    /// <summary>Whose.</summary>
    public MemberId MemberId { get; }

    /// <summary>Whole days from the last purchase to the day of scoring.</summary>
    public int RecencyDays { get; }

    /// <summary>How many orders count.</summary>
    public long Frequency { get; }

    /// <summary>What they came to, in minor units.</summary>
    public long Monetary { get; }

    /// <summary>Makes the input from the day of the last purchase.</summary>
    /// <param name="memberId">Whose.</param>
    /// <param name="lastPurchase">The day of the last purchase, in the program's time zone.</param>
    /// <param name="asOf">The day of scoring; not before the last purchase.</param>
    /// <param name="frequency">How many orders count, one or more.</param>
    /// <param name="monetary">What they came to, in minor units.</param>
    /// <returns>The input.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The last purchase is after the day of scoring, or there is no order.</exception>
    public static RfmInput From(MemberId memberId, DateOnly lastPurchase, DateOnly asOf, long frequency, long monetary)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lastPurchase, asOf);
        return new RfmInput(memberId, asOf.DayNumber - lastPurchase.DayNumber, frequency, monetary);
    }
}
