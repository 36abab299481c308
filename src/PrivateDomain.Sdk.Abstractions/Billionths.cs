namespace PrivateDomain.Sdk;

/// <summary>Exact rates: a decimal with at most nine decimals as a whole number of billionths.</summary>
internal static class Billionths
{
    internal const long One = 1_000_000_000;

    /// <summary>Nine decimals are plenty for a rate, and a 64-bit amount times a 64-bit rate is exact in 128 bits.</summary>
    internal static bool TryFrom(decimal value, out long billionths)
    {
        billionths = 0;
        if (value is < 0 or > 1_000_000_000 || decimal.Round(value, 9) != value)
        {
            return false;
        }

        billionths = decimal.ToInt64(value * One);
        return true;
    }

    internal static decimal ToDecimal(long billionths) => new decimal(billionths) / One;
}
