namespace PrivateDomain.Sdk.Consents;

/// <summary>What a member said.</summary>
public enum ConsentEntryKind
{
    /// <summary>He consents.</summary>
    Give,

    /// <summary>He consents to a later version of what he had consented to.</summary>
    Renew,

    /// <summary>He withdraws.</summary>
    Withdraw,
}
