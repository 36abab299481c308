namespace PrivateDomain.Sdk.Benchmarks.Rules;

/// <summary>A decision that can be made over and over, because it changes nothing that it reads.</summary>
internal interface IPureRule
{
    /// <summary>Decides once, and lets go of the outcome.</summary>
    void Decide();

    /// <summary>Allocates what the outcome consists of, and nothing else: the least that a decision can allocate.</summary>
    void CopyOutcome();
}
