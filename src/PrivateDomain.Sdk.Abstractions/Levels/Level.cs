namespace PrivateDomain.Sdk.Levels;

/// <summary>A level (等级): its rank and its name.</summary>
/// <param name="Rank">The place among the levels: 1 for the lowest, 0 for no level.</param>
/// <param name="Name">The name, which tells it from all other levels; <see langword="null"/> for no level.</param>
/// <remarks>An immutable value; <c>default</c> is no level. Ranks move when steps are put between others, names do not.</remarks>
public readonly record struct Level(int Rank, string? Name);
