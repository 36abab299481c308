using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Commissions;

/// <summary>A beneficiary's commission in one currency.</summary>
/// <param name="MemberId">Whose.</param>
/// <param name="Accrued">All that was ever earned.</param>
/// <param name="ClawedBack">All that was ever taken back.</param>
public sealed record CommissionBalance(MemberId MemberId, Money Accrued, Money ClawedBack)
{
    /// <summary>What remains.</summary>
    public Money Net => Accrued - ClawedBack;
}
