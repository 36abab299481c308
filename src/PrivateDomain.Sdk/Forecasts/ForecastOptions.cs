namespace PrivateDomain.Sdk.Forecasts;

/// <summary>Settings of forecasts that are kept.</summary>
public sealed class ForecastOptions
{
    /// <summary>The longest <see cref="HorizonDays"/>.</summary>
    public const int MaxHorizonDays = 3_650;

    /// <summary>Whether forecasts are kept. Not by default. Calling <see cref="Hosting.PrivateDomainBuilder.Forecasts"/> sets it. Needs metrics.</summary>
    public bool IsKept { get; set; }

    /// <summary>The model of purchases; <see cref="PurchaseModelKind.ParetoNbd"/> by default.</summary>
    public PurchaseModelKind Model { get; set; }

    /// <summary>How far to look ahead, 1 to 3,650 days; 90 by default.</summary>
    public int HorizonDays { get; set; } = 90;

    /// <summary>
    /// Whether to forecast what purchases are worth as well, by Gamma-Gamma; yes by default. A run whose model of spend cannot be fitted is refused, so
    /// switch it off where spend has no mean.
    /// </summary>
    public bool WithValue { get; set; } = true;

    /// <summary>Fewer buyers are refused, 2 or more; 30 by default. See <see cref="FitOptions.MinimumMembers"/>.</summary>
    public int MinimumMembers { get; set; } = FitOptions.DefaultMinimumMembers;

    internal IEnumerable<string> Problems()
    {
        if (!Enum.IsDefined(Model))
        {
            yield return $"Forecasts.Model is {Model}; use one of {string.Join(", ", Enum.GetNames<PurchaseModelKind>())}.";
        }

        if (HorizonDays is < 1 or > MaxHorizonDays)
        {
            yield return $"Forecasts.HorizonDays is {HorizonDays}; use 1 to {MaxHorizonDays}.";
        }

        if (MinimumMembers < 2)
        {
            yield return $"Forecasts.MinimumMembers is {MinimumMembers}; use 2 or more.";
        }
    }
}
