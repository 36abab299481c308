namespace PrivateDomain.Sdk.Segments;

/// <summary>Ends the reading of a text that is no rule; never leaves the reader.</summary>
#pragma warning disable CA1032, CA1064 // It carries a problem, and nobody outside sees it.
internal sealed class RuleException(RuleProblem problem) : Exception(problem.Message)
#pragma warning restore CA1032, CA1064
{
    internal RuleProblem Problem { get; } = problem;
}
