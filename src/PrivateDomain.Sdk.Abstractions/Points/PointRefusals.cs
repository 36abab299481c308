namespace PrivateDomain.Sdk.Points;

/// <summary>Refusal codes about points.</summary>
public static class PointRefusals
{
    /// <summary>The number of points is zero, negative, or above the configured limit.</summary>
    public const string AmountOutOfRange = "points.amount_out_of_range";

    /// <summary>Fewer points are available than were to be spent.</summary>
    public const string Insufficient = "points.insufficient";

    /// <summary>The points would expire before they become available, or at once.</summary>
    public const string ExpiryOutOfRange = "points.expiry_out_of_range";

    /// <summary>The member has no such lot.</summary>
    public const string LotNotFound = "points.lot_not_found";

    /// <summary>All reversals of the grant together would exceed it.</summary>
    public const string ReversalExceedsGrant = "points.reversal_exceeds_grant";

    /// <summary>The member's balance or debt would no longer fit in 64 bits.</summary>
    public const string BalanceTooLarge = "points.balance_too_large";
}
