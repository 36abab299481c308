namespace PrivateDomain.Sdk.Points;

/// <summary>Where points come from and go to. Totals of all accounts of a program sum to zero.</summary>
public enum PointLedgerAccount
{
    /// <summary>All points ever issued, as a negative balance.</summary>
    Issued,

    /// <summary>The lots of a member.</summary>
    Member,

    /// <summary>What a member owes, as a negative balance.</summary>
    Debt,

    /// <summary>Points spent.</summary>
    Redeemed,

    /// <summary>Points that ran out of time.</summary>
    Expired,

    /// <summary>Points taken back.</summary>
    Reversed,

    /// <summary>Points on their way between members: what one ledger gives another takes in the same commit, so it stands at zero.</summary>
    Transfer,
}
