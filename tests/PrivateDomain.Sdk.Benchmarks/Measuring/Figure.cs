namespace PrivateDomain.Sdk.Benchmarks.Measuring;

/// <summary>One measured figure beside what it is compared with.</summary>
/// <param name="Id">The name that it keeps from release to release.</param>
/// <param name="Unit">The unit of figure and reference.</param>
/// <param name="ReferenceName">What it is compared with.</param>
/// <param name="Goal">What is wanted.</param>
internal sealed record Figure(string Id, string Unit, string ReferenceName, Goal Goal)
{
    /// <summary>What was measured; <see langword="null"/> where it could not be.</summary>
    public double? Value { get; init; }

    public double? Reference { get; init; }

    /// <summary>The median over the rounds of figure by reference: not the quotient of the two medians, since machines drift between rounds.</summary>
    public double? Ratio { get; init; }

    /// <summary>What a reader must know besides.</summary>
    public string? Note { get; init; }

    /// <summary>Whether it was measured at the size that the goal is about.</summary>
    public bool IsFullSize { get; init; } = true;

    /// <summary>Whether the goal is met; <see langword="null"/> where this run does not show it.</summary>
    public bool? IsMet => Ratio is { } ratio && IsFullSize ? Goal.IsMetBy(ratio) : null;

    public Figure With(Comparison comparison) => this with { Value = comparison.Subject, Reference = comparison.Reference, Ratio = comparison.Ratio };

    /// <summary>The figure against a fixed number, which is then its reference.</summary>
    public Figure Against(double value, double reference) => this with { Value = value, Reference = reference, Ratio = value / reference };
}
