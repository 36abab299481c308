namespace PrivateDomain.Sdk.Merges;

/// <summary>Refusal codes about merges of members.</summary>
public static class MergeRefusals
{
    /// <summary>Both ids stand for one member already.</summary>
    public const string SamePerson = "merge.same_person";

    /// <summary>The member was merged into another one before.</summary>
    public const string AlreadyMerged = "merge.already_merged";

    /// <summary>One of the two has more lots, purchases and tags than one commit moves.</summary>
    public const string TooLarge = "merge.too_large";

    /// <summary>The member is not merged into another.</summary>
    public const string NotMerged = "merge.not_merged";

    /// <summary>The time in which the merge could be undone is over.</summary>
    public const string Final = "merge.final";

    /// <summary>The member whom he was merged into was merged himself since: that merge must be undone first.</summary>
    public const string NotLatest = "merge.not_latest";
}
