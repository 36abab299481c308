namespace PrivateDomain.Sdk.Members;

/// <summary>Settings of members.</summary>
public sealed class MemberOptions
{
    /// <summary>The least number of bytes of <see cref="ExternalIdKey"/>: 256 bits.</summary>
    public const int MinKeyLength = 32;

    /// <summary>For how long a merge of two members may be undone: 30 days, unless set otherwise; zero for never, at most 3,650 days.</summary>
    public TimeSpan MergeUndoWindow { get; set; } = TimeSpan.FromDays(30);
    /// <summary>The most attributes that can be declared, and the most that one command sets.</summary>
    public const int MaxAttributes = 100;

    /// <summary>
    /// The secret that external ids are hashed under, at least 32 random bytes; needed only where external ids are used.
    /// Keep it: under another key no external id is found again.
    /// </summary>
#pragma warning disable CA1819 // A secret is bytes; options are plain values.
    public byte[]? ExternalIdKey { get; set; }
#pragma warning restore CA1819

    /// <summary>The attributes that members may have, at most 100, each name once; none unless declared.</summary>
    public IList<AttributeDefinition> Attributes { get; } = [];
}
