namespace PrivateDomain.Sdk.Forecasts;

/// <summary>Finds the parameters under which what was seen is most likely: the same members, the same digits.</summary>
internal static class ModelFit
{
    private const double CoarseStep = 0.7;
    private const double CoarseTolerance = 0.01;
    private const double FineStep = 0.1;
    private const double FineTolerance = 1e-7;

    /// <summary>Maximizes a log-likelihood over positive parameters, from each of the starts.</summary>
    /// <returns>The parameters and the log-likelihood there; null when there is no maximum that the members determine.</returns>
    internal static Maximum? Maximize(Func<double[], double> logLikelihood, double[][] starts, FitOptions options, CancellationToken cancellationToken)
    {
        var objective = new Objective(
            logs => logLikelihood(Array.ConvertAll(logs, Math.Exp)), Array.ConvertAll(starts[0], Math.Log), options.MaxEvaluations, cancellationToken);
        Maximum best = new([], double.NegativeInfinity);
        foreach (double[] start in starts)
        {
            Maximum found = Simplex.Search(objective, Array.ConvertAll(start, Math.Log), CoarseStep, CoarseTolerance);
            best = found.Value > best.Value ? found : best;
        }

        if (!double.IsFinite(best.Value))
        {
            return null;
        }

        // Far from the maximum Newton may find a saddle where the simplex goes on.
        Maximum? top = NewtonPolish.Search(objective, best)
            ?? NewtonPolish.Search(objective, Simplex.Search(objective, best.At, FineStep, FineTolerance));
        if (top is not { } maximum || !double.IsFinite(maximum.Value))
        {
            return null;
        }

        double[] parameters = Array.ConvertAll(maximum.At, Math.Exp);
        return Array.TrueForAll(parameters, Checks.IsParameter) ? new Maximum(parameters, maximum.Value) : null;
    }

    internal static Refusal NotConverged(string model, long members) => new(
        ForecastRefusals.NotConverged,
        $"The {members} members do not determine the parameters of {model}: they are too few, too alike, or observed for too short a time. Use plain recency until there are more.");
}
