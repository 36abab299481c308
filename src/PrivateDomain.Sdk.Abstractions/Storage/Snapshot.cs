namespace PrivateDomain.Sdk.Storage;

/// <summary>The answer to a <see cref="ReadSet"/>, as of one moment.</summary>
/// <param name="Records">For each of <see cref="ReadSet.Keys"/>, at the same place: the record, or <see langword="null"/> where there is none.</param>
/// <param name="Ranges">For each of <see cref="ReadSet.Ranges"/>, at the same place: what was found.</param>
public sealed record Snapshot(IReadOnlyList<Record?> Records, IReadOnlyList<RangeSlice> Ranges);
