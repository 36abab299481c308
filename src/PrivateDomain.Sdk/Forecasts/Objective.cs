namespace PrivateDomain.Sdk.Forecasts;

/// <summary>A log-likelihood of log parameters, with the limits of a search: how often it may be asked, how far it may go, and cancellation.</summary>
internal sealed class Objective(Func<double[], double> logLikelihood, double[] center, int maxEvaluations, CancellationToken cancellationToken)
{
    /// <summary>A parameter beyond e^±14, a million times where the search began, is no finding but a search on its way to infinity.</summary>
    private const double Bound = 14;

    private int _evaluations;

    internal bool IsExhausted => _evaluations >= maxEvaluations;

    /// <summary>The log-likelihood, or negative infinity where there is none.</summary>
    internal double At(double[] logParameters)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _evaluations++;
        for (int i = 0; i < logParameters.Length; i++)
        {
            if (!(Math.Abs(logParameters[i] - center[i]) <= Bound))
            {
                return double.NegativeInfinity;
            }
        }

        double value = logLikelihood(logParameters);
        return double.IsFinite(value) ? value : double.NegativeInfinity;
    }
}
