namespace PrivateDomain.Sdk.Commissions;

/// <summary>Why commission moved.</summary>
public enum CommissionEntryKind
{
    /// <summary>Earned by a sale: commission pool → beneficiary.</summary>
    Accrual,

    /// <summary>Taken back because the sale was refunded: beneficiary → commission pool.</summary>
    Clawback,
}
