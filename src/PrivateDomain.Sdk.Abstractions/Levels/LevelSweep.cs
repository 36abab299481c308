namespace PrivateDomain.Sdk.Levels;

/// <summary>What telling members' levels again has come to, so far or in all.</summary>
/// <param name="Members">How many members were looked at.</param>
/// <param name="Transitions">How many events were appended to their histories.</param>
/// <remarks>An immutable value.</remarks>
public sealed record LevelSweep(long Members, long Transitions);
