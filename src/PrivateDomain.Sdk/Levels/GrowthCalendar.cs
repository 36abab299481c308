using PrivateDomain.Sdk.Metrics;

namespace PrivateDomain.Sdk.Levels;

/// <summary>What a member's purchases bring, by day.</summary>
internal static class GrowthCalendar
{
    /// <summary>The gains of purchases that count, in the currency of the terms, ascending by business date.</summary>
    /// <remarks>Sorted, though the purchases come in the order of payment: where clocks are set back over midnight, a later moment may have the earlier date.</remarks>
    internal static GrowthGain[] GainsOf(IEnumerable<Purchase> purchases, LevelTerms terms, TimeZoneInfo zone)
    {
        GrowthGain[] gains =
        [
            .. purchases.Where(purchase => purchase.IsCounted && purchase.Currency == terms.Currency)
                .Select(purchase => new GrowthGain(BusinessDates.Of(purchase.PaidAt, zone), LevelRules.GrowthOf(MetricRules.Spend(purchase), terms))),
        ];
        Array.Sort(gains, static (left, right) => left.On.CompareTo(right.On));
        return gains;
    }

    /// <summary>The first day of a gain after a day: known today, though it is dated later.</summary>
    internal static DateOnly? NextAfter(ReadOnlySpan<GrowthGain> gains, DateOnly day)
    {
        foreach (GrowthGain gain in gains)
        {
            if (gain.On > day)
            {
                return gain.On;
            }
        }

        return null;
    }
}
