using System.Globalization;

namespace PrivateDomain.Sdk.Forecasts.Tests.Support;

/// <summary>Compares a value with a printed one, to all digits that are printed.</summary>
internal static class Printed
{
    /// <param name="printed">The figure as it was published, such as ".243" or "1.07869e-7".</param>
    /// <param name="actual">What we compute.</param>
    /// <param name="units">How many units of its last digit the printed figure may be off; half a unit is rounding.</param>
    internal static void Equal(string printed, double actual, double units = 0.5)
    {
        string[] parts = printed.Split('e');
        int decimals = parts[0].Contains('.') ? parts[0].Length - parts[0].IndexOf('.') - 1 : 0;
        int exponent = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        double expected = double.Parse(printed, CultureInfo.InvariantCulture);
        double allowed = (units + 1e-6) * Math.Pow(10, exponent - decimals);
        Assert.True(Math.Abs(actual - expected) <= allowed, string.Create(CultureInfo.InvariantCulture, $"{printed} is published, {actual:R} is computed"));
    }
}
