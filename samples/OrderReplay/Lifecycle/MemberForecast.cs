namespace OrderReplay.Lifecycle;

/// <summary>What the models say of a member; <see langword="null"/> where there is no model.</summary>
internal sealed record MemberForecast
{
    public double? AliveBgNbd { get; init; }

    public double? AliveParetoNbd { get; init; }

    /// <summary>Purchases expected over the horizon.</summary>
    public double? PurchasesBgNbd { get; init; }

    /// <summary>Purchases expected over the horizon.</summary>
    public double? PurchasesParetoNbd { get; init; }

    /// <summary>What he is expected to spend over the horizon, in units of the currency: BG/NBD's purchases at Gamma-Gamma's average, without a discount.</summary>
    public double? Value { get; init; }
}
