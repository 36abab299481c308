namespace PrivateDomain.Sdk.Referrals;

/// <summary>Settings of referral bindings.</summary>
public sealed class ReferralOptions
{
    /// <summary>The longest chain of referrers when nothing is configured.</summary>
    public const int DefaultMaxChain = 1_000;

    /// <summary>Whether a member's referrer may change; never, by default.</summary>
    public RebindingPolicy Rebinding { get; set; } = RebindingPolicy.Never;

    /// <summary>How many referrers above a new referrer are followed to rule out a circle; a longer chain is refused. From 1 to 100,000.</summary>
    public int MaxChain { get; set; } = DefaultMaxChain;
}
