namespace PrivateDomain.Sdk.Tags;

/// <summary>Refusal codes about tags.</summary>
public static class TagRefusals
{
    /// <summary>The program has no such tag group.</summary>
    public const string GroupNotFound = "tag.group_not_found";

    /// <summary>The group is defined already, and otherwise: whether it is exclusive is decided once.</summary>
    public const string GroupFixed = "tag.group_fixed";

    /// <summary>The member has as many tags as a member may have.</summary>
    public const string LimitReached = "tag.limit_reached";

    /// <summary>The tag would expire at once.</summary>
    public const string ExpiryOutOfRange = "tag.expiry_out_of_range";

    /// <summary>The source is none of <see cref="TagSource"/>.</summary>
    public const string SourceUnknown = "tag.source_unknown";
}
