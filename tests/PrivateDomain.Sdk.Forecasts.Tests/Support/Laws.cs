using FsCheck;
using FsCheck.Fluent;

namespace PrivateDomain.Sdk.Forecasts.Tests.Support;

/// <summary>Checks laws with generated values; a failure prints the shrunk value and the seed.</summary>
internal static class Laws
{
    /// <summary>Histories as shops have them: up to 8 repeat purchases in up to 60 weeks; every fourth ends on the day of a purchase.</summary>
    internal static Gen<PurchaseHistory> Histories { get; } =
        from purchases in Gen.Choose(0, 8)
        from observed in Gen.Choose(0, 420)
        from share in Gen.Choose(0, 1_000)
        from isNow in Gen.Choose(0, 3)
        select new PurchaseHistory(purchases, purchases == 0 ? 0 : observed / 7.0 * (isNow == 0 ? 1 : share / 1_000.0), observed / 7.0);

    /// <summary>Histories up to 10,000 purchases and 10,000 units of time.</summary>
    internal static Gen<PurchaseHistory> WildHistories { get; } =
        from purchases in Gen.Elements(0, 1, 2, 10, 100, 10_000)
        from observed in Gen.Elements(0, 1e-9, 1, 40, 10_000)
        from share in Gen.Elements(0, 0.001, 0.5, 1)
        select new PurchaseHistory(purchases, purchases == 0 ? 0 : observed * share, observed);

    internal static Gen<double> Horizons { get; } = Gen.Elements(0, 1e-9, 1 / 7.0, 1, 52, 520, 1e6, 1e12);

    /// <summary>Numbers from a bound to another, evenly on the logarithmic scale.</summary>
    internal static Gen<double> Between(double low, double high) => Gen.Choose(0, 1_000).Select(i => low * Math.Pow(high / low, i / 1_000.0));

    internal static void Hold<T>(Gen<T> values, int tests, Action<T> law) =>
        Prop.ForAll(values.ToArbitrary(), law).Check(Config.QuickThrowOnFailure.WithMaxTest(tests));
}
