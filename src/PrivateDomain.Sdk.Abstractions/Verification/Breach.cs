namespace PrivateDomain.Sdk.Verification;

/// <summary>One broken invariant.</summary>
/// <param name="Law">The invariant's name: <c>L3</c>, <c>K2</c>; listed in docs/how-it-works.md.</param>
/// <param name="Subject">The record that breaks it, as its key.</param>
/// <param name="Message">What was expected and what was found.</param>
public sealed record Breach(string Law, string Subject, string Message);
