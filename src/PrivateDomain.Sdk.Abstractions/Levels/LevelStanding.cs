namespace PrivateDomain.Sdk.Levels;

/// <summary>A member's level on a day.</summary>
/// <param name="AsOf">The day.</param>
/// <param name="Level">The level.</param>
/// <param name="Growth">His growth on that day: what the purchases in the window bring.</param>
/// <param name="Since">The first day of the level; <see langword="null"/> for who never had one.</param>
/// <param name="KeptThrough">
/// The last day of the level if he buys nothing; <see langword="null"/> for who has none, and where he then has it for ever.
/// </param>
/// <param name="NextChangeOn">
/// The first day after <paramref name="AsOf"/> on which his level or his growth changes if he buys nothing; <see langword="null"/> when both stay.
/// </param>
/// <param name="Gap">What is missing to the next level; <see langword="null"/> at the highest.</param>
/// <remarks>An immutable value.</remarks>
public sealed record LevelStanding(
    DateOnly AsOf, Level Level, long Growth, DateOnly? Since, DateOnly? KeptThrough, DateOnly? NextChangeOn, LevelGap? Gap);
