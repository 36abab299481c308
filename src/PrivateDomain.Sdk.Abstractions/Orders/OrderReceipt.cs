using PrivateDomain.Sdk.Commissions;

namespace PrivateDomain.Sdk.Orders;

/// <summary>What a paid order moved.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="PointsExpired">Points of the member that had run out and were booked first.</param>
/// <param name="PointsSpent">Points that the order spent.</param>
/// <param name="PointsGranted">Points that the order earned, what repaid debt included.</param>
/// <param name="DebtRepaid">How many of them repaid debt.</param>
/// <param name="Balance">The member's points afterwards, pending ones included.</param>
/// <param name="Debt">The member's debt afterwards.</param>
/// <param name="Currency">The currency of the commissions.</param>
/// <param name="Commissions">Who earned commission, by level.</param>
public sealed record OrderReceipt(
    OrderId OrderId,
    long PointsExpired,
    long PointsSpent,
    long PointsGranted,
    long DebtRepaid,
    long Balance,
    long Debt,
    Currency Currency,
    IReadOnlyList<CommissionShare> Commissions);
