namespace PrivateDomain.Sdk.Points;

/// <summary>What a sweep over a program's expired points has booked, so far or in all.</summary>
/// <param name="Members">How many members lost points.</param>
/// <param name="Lots">How many lots expired.</param>
/// <param name="Points">How many points expired.</param>
public sealed record ExpirySweep(long Members, long Lots, long Points);
