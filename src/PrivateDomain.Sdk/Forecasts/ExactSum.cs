namespace PrivateDomain.Sdk.Forecasts;

/// <summary>A sum that carries its rounding error along (Neumaier 1974).</summary>
/// <remarks>The maximum of a likelihood is flat: rounding of the sum over 20,000 members would move the parameters in the sixth digit.</remarks>
internal struct ExactSum
{
    private double _sum;
    private double _lost;

    internal readonly double Value => _sum + _lost;

    internal void Add(double term)
    {
        double sum = _sum + term;
        _lost += Math.Abs(_sum) >= Math.Abs(term) ? _sum - sum + term : term - sum + _sum;
        _sum = sum;
    }
}
