namespace PrivateDomain.Sdk.Commissions;

/// <summary>Refusal codes about commission.</summary>
public static class CommissionRefusals
{
    /// <summary>The amount is zero, negative, or above the configured limit.</summary>
    public const string AmountOutOfRange = "commission.amount_out_of_range";

    /// <summary>The amount is not in the program's currency, or not in the sale's.</summary>
    public const string CurrencyMismatch = "commission.currency_mismatch";

    /// <summary>Commission was paid on this sale before.</summary>
    public const string AlreadyAccrued = "commission.already_accrued";

    /// <summary>No commission was ever decided on this sale.</summary>
    public const string SaleNotFound = "commission.sale_not_found";

    /// <summary>All refunds of the sale together would exceed its base.</summary>
    public const string ClawbackExceedsBase = "commission.clawback_exceeds_base";
}
