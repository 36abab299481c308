using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Points;

/// <summary>The answer to a grant.</summary>
/// <param name="MemberId">To whom.</param>
/// <param name="Lot">The lot that was opened; name it to reverse the grant.</param>
/// <param name="Granted">How many points were granted.</param>
/// <param name="DebtRepaid">How many of them repaid debt.</param>
/// <param name="AvailableAt">From when they may be spent.</param>
/// <param name="ExpiresAt">From when they may no longer be spent; <see cref="PointLot.Never"/> when they do not expire.</param>
/// <param name="Balance">The member's points afterwards, pending ones included.</param>
/// <param name="Debt">The member's debt afterwards.</param>
public sealed record GrantReceipt(
    MemberId MemberId, long Lot, long Granted, long DebtRepaid, DateTimeOffset AvailableAt, DateTimeOffset ExpiresAt, long Balance, long Debt);
