namespace PrivateDomain.Sdk.Forecasts;

/// <summary>Which model of purchases a run fits.</summary>
/// <remarks>Names and numbers are stable: runs are stored with them.</remarks>
public enum PurchaseModelKind
{
    /// <summary>Pareto/NBD: it tells members with one purchase apart by how long ago that was.</summary>
    ParetoNbd = 0,

    /// <summary>BG/NBD: quicker to fit; of a member with one purchase it cannot say whether he is alive.</summary>
    BgNbd = 1,
}
