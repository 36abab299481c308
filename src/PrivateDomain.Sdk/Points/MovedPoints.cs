namespace PrivateDomain.Sdk.Points;

/// <summary>What a merge moved, or its undoing moved back.</summary>
/// <param name="Points">How many points.</param>
/// <param name="Debt">How much debt.</param>
/// <param name="Owed">How much debt stands where it went, once points there paid what they could.</param>
internal readonly record struct MovedPoints(long Points, long Debt, long Owed);
