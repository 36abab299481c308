namespace PrivateDomain.Sdk.Tags;

/// <summary>What happened to a member's tag.</summary>
public enum TagEntryKind
{
    /// <summary>It was set.</summary>
    Set,

    /// <summary>Its expiry or source was changed, or which segment gives it.</summary>
    Renew,

    /// <summary>It was set in the place of another value of its exclusive group.</summary>
    Replace,

    /// <summary>It was removed.</summary>
    Remove,

    /// <summary>Its time ran out.</summary>
    Expire,
}
