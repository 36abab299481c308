using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Merges;

/// <summary>A tag that a member had when he was merged into another.</summary>
/// <param name="Group">The tag's group.</param>
/// <param name="Value">Its value.</param>
/// <param name="Source">Who had said so.</param>
/// <param name="Actor">Which person, rule, list or system.</param>
/// <param name="ExpiresAt">From when he would no longer have had it; <see langword="null"/> for never.</param>
/// <param name="Moved">Whether the survivor got it; otherwise he had it already, or another value where there is room for one.</param>
public sealed record MovedTag(string Group, string Value, TagSource Source, string? Actor, DateTimeOffset? ExpiresAt, bool Moved);
