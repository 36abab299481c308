namespace PrivateDomain.Sdk.Segments;

/// <summary>The codes of refusals about segments.</summary>
public static class SegmentRefusals
{
    /// <summary>There is no such segment.</summary>
    public const string NotFound = "segment.not_found";

    /// <summary>The rule asks for a field that is not kept by this host, or for an attribute that is not declared, or is with another kind.</summary>
    public const string FieldNotKept = "segment.field_not_kept";

    /// <summary>There are as many segments as there may be.</summary>
    public const string TooMany = "segment.too_many";

    /// <summary>A rule that sets a tag would ask for tags of a group whose tags are set by rules.</summary>
    public const string AsksForRuleTags = "segment.asks_for_rule_tags";
}
