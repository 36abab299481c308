using PrivateDomain.Sdk.Metrics;

namespace PrivateDomain.Sdk.Lifecycle;

/// <summary>The days on which a member bought.</summary>
internal static class PurchaseCalendar
{
    /// <summary>The business dates of purchases that count, in one currency, ascending.</summary>
    /// <remarks>Sorted, though the purchases come in the order of payment: where clocks are set back over midnight, a later moment may have the earlier date.</remarks>
    internal static DateOnly[] DaysOf(IEnumerable<Purchase> purchases, Currency currency, TimeZoneInfo zone)
    {
        DateOnly[] days = [.. purchases.Where(purchase => purchase.Currency == currency).Select(purchase => BusinessDates.Of(purchase.PaidAt, zone))];
        Array.Sort(days);
        return days;
    }
}
