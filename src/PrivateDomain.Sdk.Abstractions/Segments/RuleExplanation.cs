namespace PrivateDomain.Sdk.Segments;

/// <summary>Why a rule holds for a member, or why it does not: the rule with what was found, part by part.</summary>
/// <param name="Rule">The rule, or the part of it, that this explains.</param>
/// <param name="Holds">Whether it holds.</param>
/// <param name="Found">What the member's field has, for a condition; <see langword="null"/> where it has no value, and for rules over parts.</param>
/// <param name="Parts">The explanations of the parts, in their order; empty for a condition.</param>
/// <remarks>An immutable value. It holds what is known of the member: show it to those who may see that.</remarks>
public sealed record RuleExplanation(SegmentRule Rule, bool Holds, string? Found, IReadOnlyList<RuleExplanation> Parts);
