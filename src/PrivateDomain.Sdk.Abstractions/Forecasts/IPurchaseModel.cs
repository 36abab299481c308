namespace PrivateDomain.Sdk.Forecasts;

/// <summary>A fitted model of how often members buy and when they leave.</summary>
/// <remarks>
/// Implementations are immutable and pure: the same question has the same answer, on any thread. Times are in the unit of the histories that the model was fitted on.
/// Every answer is a finite number.
/// </remarks>
public interface IPurchaseModel
{
    /// <summary>The probability that a member has not left for good.</summary>
    /// <param name="history">What he has bought.</param>
    /// <returns>0 to 1.</returns>
    double ProbabilityAlive(PurchaseHistory history);

    /// <summary>How many purchases to expect of a member from now on.</summary>
    /// <param name="horizon">How far to look ahead; 0 or more.</param>
    /// <param name="history">What he has bought.</param>
    /// <returns>0 or more; grows with the horizon.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is negative or not finite.</exception>
    double ExpectedPurchases(double horizon, PurchaseHistory history);

    /// <summary>How many repeat purchases to expect of a member who has just made his first purchase and of whom nothing else is known.</summary>
    /// <param name="horizon">How far to look ahead; 0 or more.</param>
    /// <returns>0 or more; grows with the horizon.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is negative or not finite.</exception>
    double ExpectedPurchasesOfNewMember(double horizon);
}
