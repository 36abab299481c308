namespace PrivateDomain.Sdk.Tags;

/// <summary>The answer to a definition of a tag group.</summary>
/// <param name="Name">The group.</param>
/// <param name="IsExclusive">Whether a member has one value of it at most.</param>
/// <param name="DefinedAt">When it was first defined.</param>
public sealed record TagGroupReceipt(string Name, bool IsExclusive, DateTimeOffset DefinedAt);
