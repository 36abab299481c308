namespace PrivateDomain.Sdk;

/// <summary>A business refusal: nothing was changed, and this says why.</summary>
/// <param name="Code">A stable dotted code such as <c>points.insufficient</c>; every code is listed in docs/errors.md.</param>
/// <param name="Message">One English sentence for a developer's log: what was wrong, the value, and the way out. Free of secrets and personal data.</param>
/// <remarks>An immutable value. A refusal that depends on stored state is stored under the operation's key and replayed.</remarks>
public sealed record Refusal(string Code, string Message);
