namespace PrivateDomain.Sdk.Storage;

/// <summary>What a store says of itself: its name and its limits. Data, never a switch for behavior.</summary>
/// <param name="Name">A short name for messages and telemetry: <c>memory</c>, <c>sqlite</c>.</param>
public sealed record StoreDescriptor(string Name)
{
    /// <summary>The largest page that <see cref="IRecordStore.QueryAsync"/> returns.</summary>
    public int MaxPageSize { get; init; } = 1_000;

    /// <summary>How many changes one commit may hold; the pipeline makes its batches smaller than that.</summary>
    public int MaxChanges { get; init; } = 50_000;

    /// <summary>How many commits at once keep the store busy; one where the store has one writer.</summary>
    public int Lanes { get; init; } = 1;
}
