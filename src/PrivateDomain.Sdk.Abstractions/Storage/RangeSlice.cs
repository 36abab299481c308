namespace PrivateDomain.Sdk.Storage;

/// <summary>What a store found for an <see cref="OwnerRange"/>.</summary>
/// <param name="Records">The records, in the range's order.</param>
/// <param name="IsComplete">Whether these are all: <see langword="false"/> when the limit cut the range short.</param>
public sealed record RangeSlice(IReadOnlyList<Record> Records, bool IsComplete);
