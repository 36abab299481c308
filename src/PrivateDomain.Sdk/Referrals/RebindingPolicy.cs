namespace PrivateDomain.Sdk.Referrals;

/// <summary>Whether a member's referrer may change.</summary>
public enum RebindingPolicy
{
    /// <summary>Decided once.</summary>
    Never,

    /// <summary>The latest binding counts; orders paid before keep theirs.</summary>
    Always,
}
