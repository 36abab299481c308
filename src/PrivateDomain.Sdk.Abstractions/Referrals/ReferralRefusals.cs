namespace PrivateDomain.Sdk.Referrals;

/// <summary>Refusal codes about referral bindings.</summary>
public static class ReferralRefusals
{
    /// <summary>A member cannot be his own referrer.</summary>
    public const string Self = "referral.self";

    /// <summary>The referrer was himself brought, directly or not, by the member.</summary>
    public const string Cycle = "referral.cycle";

    /// <summary>The member has another referrer, and the policy decides once.</summary>
    public const string AlreadyBound = "referral.already_bound";

    /// <summary>The referrer stands at the end of a chain longer than the limit, so a circle cannot be ruled out.</summary>
    public const string ChainTooLong = "referral.chain_too_long";
}
