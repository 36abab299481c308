namespace PrivateDomain.Sdk.Forecasts;

/// <summary>A log-likelihood of log parameters, with the limits of a search: how often it may be asked, how far it may go, and cancellation.</summary>
internal sealed class Objective(Func<double[], double> logLikelihood, int maxEvaluations, CancellationToken cancellationToken)
{
    /// <summary>Parameters beyond e^±25 (7e10) are no finding but a search on its way to infinity.</summary>
    private const double Bound = 25;

    private int _evaluations;

    internal bool IsExhausted => _evaluations >= maxEvaluations;

    /// <summary>The log-likelihood, or negative infinity where there is none.</summary>
    internal double At(double[] logParameters)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _evaluations++;
        if (Array.Exists(logParameters, p => !(Math.Abs(p) <= Bound)))
        {
            return double.NegativeInfinity;
        }

        double value = logLikelihood(logParameters);
        return double.IsFinite(value) ? value : double.NegativeInfinity;
    }
}
