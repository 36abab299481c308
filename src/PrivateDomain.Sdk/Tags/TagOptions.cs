namespace PrivateDomain.Sdk.Tags;

/// <summary>Settings of tags.</summary>
public sealed class TagOptions
{
    /// <summary>The most tags of one member when nothing is configured.</summary>
    public const int DefaultMaxPerMember = 500;

    /// <summary>The most that <see cref="MaxPerMember"/> may be: a member's tags are read and checked at once.</summary>
    public const int LargestMaxPerMember = 10_000;

    /// <summary>
    /// How many tags a member may have, expired ones included until their expiry is booked; 1 to 10,000, and 500 by default. Lowering it takes nothing
    /// away: whoever has more can only be given no further ones.
    /// </summary>
    public int MaxPerMember { get; set; } = DefaultMaxPerMember;
}
