namespace PrivateDomain.Sdk.Forecasts;

/// <summary>Limits of a model fit. The defaults suit a shop; there is nothing to tune for accuracy.</summary>
/// <remarks>An immutable value.</remarks>
public sealed record FitOptions
{
    /// <summary>The default of <see cref="MinimumMembers"/>.</summary>
    public const int DefaultMinimumMembers = 30;

    /// <summary>The default of <see cref="MaxEvaluations"/>.</summary>
    public const int DefaultMaxEvaluations = 5_000;

    /// <summary>Fewer members than this are refused with <see cref="ForecastRefusals.TooFewMembers"/>; 2 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 2.</exception>
    public int MinimumMembers
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 2);
            field = value;
        }
    } = DefaultMinimumMembers;

    /// <summary>How often the likelihood of all members may be computed before the fit ends as <see cref="ForecastRefusals.NotConverged"/>; 100 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 100.</exception>
    public int MaxEvaluations
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 100);
            field = value;
        }
    } = DefaultMaxEvaluations;
}
