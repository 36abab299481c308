namespace PrivateDomain.Sdk.Lifecycle;

/// <summary>Why a member changed his stage: stable dotted codes, listed with their sentences in docs/lifecycle.md.</summary>
public static class LifecycleReasons
{
    /// <summary>He never bought: why he is a prospect.</summary>
    public const string NoPurchase = "lifecycle.no_purchase";

    /// <summary>He bought for the first time.</summary>
    public const string FirstPurchase = "lifecycle.first_purchase";

    /// <summary>He bought so many times that he is not new any more.</summary>
    public const string RepeatPurchase = "lifecycle.repeat_purchase";

    /// <summary>His first purchase is too long ago for him to be new.</summary>
    public const string NewEnded = "lifecycle.new_ended";

    /// <summary>He bought often enough within the window.</summary>
    public const string LoyalPurchases = "lifecycle.loyal_purchases";

    /// <summary>His purchases within the window are not enough any more.</summary>
    public const string LoyalEnded = "lifecycle.loyal_ended";

    /// <summary>He has not bought for longer than his rhythm lets expect.</summary>
    public const string AtRiskFor = "lifecycle.at_risk_for";

    /// <summary>He has not bought for much longer.</summary>
    public const string SilentFor = "lifecycle.silent_for";

    /// <summary>He has not bought for so long that he is given up.</summary>
    public const string LostFor = "lifecycle.lost_for";

    /// <summary>He was at risk and bought.</summary>
    public const string BoughtAgain = "lifecycle.bought_again";

    /// <summary>He was silent or lost and bought.</summary>
    public const string WonBack = "lifecycle.won_back";

    /// <summary>His return is long enough ago to be an ordinary buyer again.</summary>
    public const string WonBackEnded = "lifecycle.won_back_ended";

    /// <summary>A correction: purchases that had been told of were refunded. Only in stored histories.</summary>
    public const string Refunded = "lifecycle.refunded";

    /// <summary>A correction: a purchase became known on a later day than it was made. Only in stored histories.</summary>
    public const string ReportedLate = "lifecycle.reported_late";

    /// <summary>A correction: other terms are in force, or other purchases are stored, than when it was told. Only in stored histories.</summary>
    public const string Recomputed = "lifecycle.recomputed";
}
