using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Points;

/// <summary>The answer to a reversal.</summary>
/// <param name="MemberId">Whose points.</param>
/// <param name="Lot">The lot of the grant.</param>
/// <param name="Reversed">How many points were taken from lots.</param>
/// <param name="Settled">How many had expired already and counted as settled.</param>
/// <param name="DebtIncurred">How many became debt.</param>
/// <param name="Balance">The member's points afterwards, pending ones included.</param>
/// <param name="Debt">The member's debt afterwards.</param>
public sealed record ReversalReceipt(MemberId MemberId, long Lot, long Reversed, long Settled, long DebtIncurred, long Balance, long Debt);
