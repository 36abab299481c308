namespace PrivateDomain.Sdk.Levels;

/// <summary>A level and the growth that it takes.</summary>
/// <param name="Name">The level's name: an id text, unlike those of the other steps. It stands in records and in rules of segments.</param>
/// <param name="Growth">From which growth on the level is reached; 1 to 1,000,000,000,000,000, and more than that of the step before.</param>
/// <remarks>An immutable value.</remarks>
public sealed record LevelStep(string Name, long Growth);
