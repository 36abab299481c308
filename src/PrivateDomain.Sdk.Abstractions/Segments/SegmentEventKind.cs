namespace PrivateDomain.Sdk.Segments;

/// <summary>What happened between a member and a segment.</summary>
public enum SegmentEventKind
{
    /// <summary>He belongs to it from now on.</summary>
    Entered,

    /// <summary>He no longer belongs to it.</summary>
    Left,
}
