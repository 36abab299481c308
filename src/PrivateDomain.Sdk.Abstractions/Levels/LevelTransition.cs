namespace PrivateDomain.Sdk.Levels;

/// <summary>A member changes his level.</summary>
/// <param name="On">The first day of the new level.</param>
/// <param name="From">The level on the day before.</param>
/// <param name="To">The new level.</param>
/// <param name="Reason">One of <see cref="LevelReasons"/>.</param>
/// <param name="Growth">His growth on that day.</param>
/// <remarks>An immutable value.</remarks>
public sealed record LevelTransition(DateOnly On, Level From, Level To, string Reason, long Growth);
