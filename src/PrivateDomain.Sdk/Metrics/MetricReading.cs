using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Metrics;

/// <summary>Adds up what a member's metrics are read from: his categories, and his purchases in the longest window, one by one.</summary>
internal sealed class MetricReading
{
    private readonly Currency _currency;
    private readonly TimeZoneInfo _zone;
    private readonly DateTimeOffset _asOf;
    private readonly (int Days, DateTimeOffset From)[] _windows;
    private readonly long[] _orders;
    private readonly long[] _spend;
    private readonly List<CategoryMetrics> _categories = [];

    internal MetricReading(IEnumerable<int> windowDays, Currency currency, TimeZoneInfo zone, DateTimeOffset asOf)
    {
        _currency = currency;
        _zone = zone;
        _asOf = asOf;
        DateOnly today = BusinessDates.Of(asOf, zone);
        _windows = [.. windowDays.Order().Select(days => (days, BusinessDates.StartOf(today.AddDays(1 - days), zone)))];
        _orders = new long[_windows.Length];
        _spend = new long[_windows.Length];
    }

    /// <summary>Where the longest window begins.</summary>
    internal DateTimeOffset From => _windows.Length == 0 ? _asOf : _windows[^1].From;

    internal void Add(Purchase purchase)
    {
        if (purchase.Currency != _currency)
        {
            return;
        }

        for (int i = _windows.Length - 1; i >= 0 && purchase.PaidAt >= _windows[i].From; i--)
        {
            _orders[i]++;
            _spend[i] = checked(_spend[i] + MetricRules.Spend(purchase));
        }
    }

    internal void Add(CategoryTotals category)
    {
        if (category.Currency == _currency && category.Orders > 0)
        {
            _categories.Add(new CategoryMetrics(category.Category, category.Orders, new Money(category.Spend, _currency)));
        }
    }

    internal MemberMetrics ToMetrics(MemberId memberId, MemberTotals? totals, ReferralMetrics brought)
    {
        long orders = totals?.Orders ?? 0;
        long spend = totals?.Spend ?? 0;
        long refunded = totals?.Refunded ?? 0;
        return new MemberMetrics
        {
            MemberId = memberId,
            AsOf = _asOf,
            Orders = orders,
            Spend = new Money(spend, _currency),
            AverageOrder = MetricRules.Average(spend, orders, _currency),
            FirstOrderAt = totals?.FirstOrderAt,
            LastOrderAt = totals?.LastOrderAt,
            DaysSinceFirstOrder = totals?.FirstOrderAt is { } first ? BusinessDates.DaysBetween(first, _asOf, _zone) : null,
            DaysSinceLastOrder = totals?.LastOrderAt is { } last ? BusinessDates.DaysBetween(last, _asOf, _zone) : null,
            Windows = [.. _windows.Select((window, i) => new WindowMetrics(window.Days, _orders[i], new Money(_spend[i], _currency)))],
            Categories = _categories,
            OrdersReturned = totals?.OrdersReturned ?? 0,
            OrdersRefunded = totals?.OrdersRefunded ?? 0,
            Refunded = new Money(refunded, _currency),
            RefundRate = MetricRules.RefundRate(spend, refunded),
            Referrals = brought,
        };
    }
}
