using OrderReplay.Input;
using OrderReplay.Output;
using PrivateDomain.Sdk;
using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Verification;

namespace OrderReplay.Replaying;

/// <summary>Where a replay ended.</summary>
internal sealed record ReplayResult(
    ReplayInput Input,
    EventTally Events,
    IReadOnlyDictionary<string, long> RejectedMembers,
    PointTotals Points,
    CommissionTotals Commission,
    IReadOnlyList<Payee> TopPayees,
    VerificationReport Verification)
{
    /// <summary>The total of a level, zero where it never paid.</summary>
    public CommissionLevelTotal Level(int level)
    {
        foreach (CommissionLevelTotal total in Commission.Levels)
        {
            if (total.Level == level && total.Accrued.Currency == Input.Orders.Currency)
            {
                return total;
            }
        }

        var zero = Money.Zero(Input.Orders.Currency);
        return new CommissionLevelTotal(level, zero, zero);
    }
}
