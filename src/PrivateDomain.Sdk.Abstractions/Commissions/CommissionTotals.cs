namespace PrivateDomain.Sdk.Commissions;

/// <summary>A program's commission, added up from all ledger entries.</summary>
/// <param name="Levels">By currency and level; a level that never paid is not listed.</param>
/// <param name="Payees">How many members have a net above zero in some currency.</param>
/// <param name="TopPayees">
/// For each currency the member with the greatest net above zero; ties go to the smallest id by code point.
/// </param>
public sealed record CommissionTotals(IReadOnlyList<CommissionLevelTotal> Levels, long Payees, IReadOnlyList<CommissionBalance> TopPayees);
