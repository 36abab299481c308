namespace PrivateDomain.Sdk.Segments;

/// <summary>What bringing a member's tags in line with his segments came to.</summary>
/// <param name="Set">How many were set, or made a segment's.</param>
/// <param name="Removed">How many were removed.</param>
/// <param name="Withheld">For how many there is no room.</param>
internal readonly record struct TagTally(int Set, int Removed, int Withheld)
{
    internal bool IsChanged => Set + Removed > 0;
}
