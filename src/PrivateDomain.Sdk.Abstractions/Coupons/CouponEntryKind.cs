namespace PrivateDomain.Sdk.Coupons;

/// <summary>What a line of a coupon history says.</summary>
public enum CouponEntryKind
{
    /// <summary>The member got the coupon.</summary>
    Issue,

    /// <summary>It was held for an order.</summary>
    Reserve,

    /// <summary>It is no longer held: given back, or the time was up.</summary>
    Release,

    /// <summary>An order used it.</summary>
    Redeem,

    /// <summary>The order that had used it was refunded whole, and the member has it again.</summary>
    Return,

    /// <summary>Its time ran out.</summary>
    Expire,

    /// <summary>It was taken back.</summary>
    Revoke,

    /// <summary>It went to another id of the same person, by a merge or by undoing one.</summary>
    MoveOut,

    /// <summary>It came from another id of the same person.</summary>
    MoveIn,
}
