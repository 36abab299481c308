namespace PrivateDomain.Sdk.Segments;

/// <summary>What looking at one member came to.</summary>
/// <param name="Evaluated">How many rules were evaluated.</param>
/// <param name="Entered">How many segments he entered.</param>
/// <param name="Left">How many segments he left.</param>
/// <param name="Tags">What it came to about his tags.</param>
internal sealed record SegmentEvaluation(int Evaluated, int Entered, int Left, TagTally Tags = default)
{
    internal static SegmentEvaluation None { get; } = new(0, 0, 0);
}
