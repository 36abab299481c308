namespace PrivateDomain.Sdk.Points;

/// <summary>Why points moved. Each kind moves value from one account to another, so entries sum to zero by construction.</summary>
public enum PointEntryKind
{
    /// <summary>Issued to the member as a lot: issued → member.</summary>
    Grant,

    /// <summary>Issued, but used at once to repay debt: issued → debt.</summary>
    Repay,

    /// <summary>Spent by the member: member → redeemed.</summary>
    Spend,

    /// <summary>Ran out of time: member → expired.</summary>
    Expire,

    /// <summary>Taken back from a lot: member → reversed.</summary>
    Reverse,

    /// <summary>To be taken back, but the lots did not cover it: debt → reversed.</summary>
    Debt,

    /// <summary>Went to another member's ledger in a merge, or back in its undoing: member → transfer.</summary>
    TransferOut,

    /// <summary>Came from another member's ledger: transfer → member.</summary>
    TransferIn,

    /// <summary>Debt that is no longer this member's, or that points from another ledger paid: transfer → debt.</summary>
    DebtOut,

    /// <summary>Debt taken over from another member: debt → transfer.</summary>
    DebtIn,
}
