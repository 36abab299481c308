namespace PrivateDomain.Sdk.Segments;

/// <summary>What rules with several parts share.</summary>
internal static class RuleParts
{
    internal static IReadOnlyList<SegmentRule> Copy(IReadOnlyList<SegmentRule> parts) =>
        parts.Count > 0 ? [.. parts] : throw new ArgumentException("A rule over parts needs at least one part.", nameof(parts));

    internal static void CollectFields(IReadOnlyList<SegmentRule> parts, ISet<string> names)
    {
        foreach (SegmentRule part in parts)
        {
            part.CollectFields(names);
        }
    }
}
