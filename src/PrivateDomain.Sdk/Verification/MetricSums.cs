using PrivateDomain.Sdk.Metrics;

namespace PrivateDomain.Sdk.Verification;

/// <summary>Adds up one member's purchases, and takes the totals that say the same. Holds as much as he has categories, not purchases.</summary>
internal sealed class MetricSums
{
    private readonly Dictionary<Currency, Totals> _members = [];
    private readonly Dictionary<(Currency, string), Totals> _categories = [];

    internal bool HasMembersLeft => _members.Count > 0;

    internal bool HasCategoriesLeft => _categories.Count > 0;

    internal void Add(Purchase purchase)
    {
        DateTimeOffset? paidAt = purchase.IsCounted ? purchase.PaidAt : null;
        Totals before = _members.GetValueOrDefault(purchase.Currency);
        _members[purchase.Currency] = new Totals(
            before.Orders + MetricRules.Count(purchase),
            before.Spend + MetricRules.Spend(purchase),
            before.Refunded + purchase.Refunded,
            before.OrdersReturned + (purchase.IsCounted ? 0 : 1),
            before.OrdersRefunded + (purchase.Refunds > 0 ? 1 : 0),
            before.First ?? paidAt,
            paidAt ?? before.Last);
        foreach (PurchasedCategory category in purchase.Categories)
        {
            Totals was = _categories.GetValueOrDefault((purchase.Currency, category.Category));
            _categories[(purchase.Currency, category.Category)] = was with
            {
                Orders = was.Orders + MetricRules.Count(purchase, category),
                Spend = was.Spend + category.Amount - category.Refunded,
                Refunded = was.Refunded + category.Refunded,
            };
        }
    }

    /// <summary>Totals of nothing are right where there is nothing: a member who was merged keeps them.</summary>
    internal bool Takes(MemberTotals stated)
    {
        _members.Remove(stated.Currency, out Totals sum);
        return sum == new Totals(
            stated.Orders, stated.Spend, stated.Refunded, stated.OrdersReturned, stated.OrdersRefunded, stated.FirstOrderAt, stated.LastOrderAt);
    }

    internal bool Takes(CategoryTotals stated) => _categories.Remove((stated.Currency, stated.Category), out Totals sum)
        && sum == new Totals(stated.Orders, stated.Spend, stated.Refunded, 0, 0, null, null);

    private readonly record struct Totals(
        Int128 Orders, Int128 Spend, Int128 Refunded, long OrdersReturned, long OrdersRefunded, DateTimeOffset? First, DateTimeOffset? Last);
}
