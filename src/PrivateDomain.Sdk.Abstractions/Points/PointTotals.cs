namespace PrivateDomain.Sdk.Points;

/// <summary>A program's points, added up from all ledger entries and accounts.</summary>
/// <param name="Granted">Issued to members, including what repaid debt at once.</param>
/// <param name="Redeemed">Spent.</param>
/// <param name="Expired">Ran out of time, as far as it is booked.</param>
/// <param name="Reversed">Taken back from lots.</param>
/// <param name="DebtIncurred">To be taken back, but not covered by lots.</param>
/// <param name="DebtRepaid">Debt repaid by grants, or by the points of a member that was merged.</param>
/// <param name="Live">Left in members' lots.</param>
/// <param name="Debt">Owed now.</param>
/// <param name="MembersWithBalance">How many members have points left.</param>
/// <remarks>Granted = Live + Redeemed + Expired + Reversed + DebtRepaid, and DebtIncurred = DebtRepaid + Debt.</remarks>
public sealed record PointTotals(
    long Granted, long Redeemed, long Expired, long Reversed, long DebtIncurred, long DebtRepaid, long Live, long Debt, long MembersWithBalance);
