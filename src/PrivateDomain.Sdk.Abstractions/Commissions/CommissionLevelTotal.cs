namespace PrivateDomain.Sdk.Commissions;

/// <summary>The commission of a program at one level in one currency.</summary>
/// <param name="Level">1 or 2.</param>
/// <param name="Accrued">Earned.</param>
/// <param name="ClawedBack">Taken back.</param>
public sealed record CommissionLevelTotal(int Level, Money Accrued, Money ClawedBack)
{
    /// <summary>What remains.</summary>
    public Money Net => Accrued - ClawedBack;
}
