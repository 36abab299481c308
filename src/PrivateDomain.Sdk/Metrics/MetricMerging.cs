using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Metrics;

/// <summary>
/// Moves purchases from one member to another, with the sums that follow from them. Pure. What a member's referrals brought stays under the id that brought
/// them, and is added up where it is read: those records change with every order of theirs.
/// </summary>
internal static class MetricMerging
{
    /// <summary>Moves all purchases of a member to the one that he is merged into, and says how many.</summary>
    internal static int Merge(in DecisionContext context, MemberId from, MemberId into, Currency currency, Changes changes)
    {
        List<Purchase> moved = All(context, from);

        // Whoever counts his first order meanwhile must decide anew, so there are totals even of nothing.
        if (moved.TrueForAll(purchase => purchase.Currency != currency))
        {
            changes.Put(TotalsOf(context, from, currency));
        }

        Move(context, moved, [], from, into, static (purchase, buyer) => purchase.BoughtAs ?? buyer, changes);
        return moved.Count;
    }

    /// <summary>Moves the purchases back that were made under some ids, and says how many.</summary>
    internal static int Undo(in DecisionContext context, MemberId from, IReadOnlyList<MemberId> absorbedByHim, MemberId into, Changes changes)
    {
        ILookup<bool, Purchase> purchases = All(context, into)
            .ToLookup(purchase => purchase.BoughtAs is { } name && (name == from || absorbedByHim.Contains(name)));
        List<Purchase> moved = [.. purchases[true]];
        Move(context, moved, [.. purchases[false]], into, from, (purchase, _) => purchase.BoughtAs == from ? null : purchase.BoughtAs, changes);
        return moved.Count;
    }

    private static void Move(
        in DecisionContext context,
        List<Purchase> moved,
        List<Purchase> staying,
        MemberId from,
        MemberId to,
        Func<Purchase, MemberId, MemberId?> boughtAs,
        Changes changes)
    {
        foreach (Purchase purchase in moved)
        {
            context.View.Find<Purchase>(Purchase.KeyOf(context.Program, to, purchase.PaidAt, purchase.OrderId));
            changes.Remove(purchase.Key);
            changes.Put(purchase with { MemberId = to, BoughtAs = boughtAs(purchase, from), Revision = 0 });
        }

        foreach (IGrouping<Currency, Purchase> ofCurrency in moved.GroupBy(static purchase => purchase.Currency))
        {
            MemberTotals sum = Sum(ofCurrency, TotalsOf(context, from, ofCurrency.Key) with { Revision = 0 });
            MemberTotals left = TotalsOf(context, from, ofCurrency.Key);
            MemberTotals grown = TotalsOf(context, to, ofCurrency.Key);
            List<Purchase> counted = staying.FindAll(purchase => purchase.IsCounted && purchase.Currency == ofCurrency.Key);
            changes.Put(left with
            {
                Orders = checked(left.Orders - sum.Orders),
                Spend = checked(left.Spend - sum.Spend),
                OrdersReturned = checked(left.OrdersReturned - sum.OrdersReturned),
                OrdersRefunded = checked(left.OrdersRefunded - sum.OrdersRefunded),
                Refunded = checked(left.Refunded - sum.Refunded),
                FirstOrderAt = counted.Count == 0 ? null : counted.Min(static purchase => purchase.PaidAt),
                LastOrderAt = counted.Count == 0 ? null : counted.Max(static purchase => purchase.PaidAt),
            });
            changes.Put(grown with
            {
                Orders = checked(grown.Orders + sum.Orders),
                Spend = checked(grown.Spend + sum.Spend),
                OrdersReturned = checked(grown.OrdersReturned + sum.OrdersReturned),
                OrdersRefunded = checked(grown.OrdersRefunded + sum.OrdersRefunded),
                Refunded = checked(grown.Refunded + sum.Refunded),
                FirstOrderAt = grown.FirstOrderAt < sum.FirstOrderAt ? grown.FirstOrderAt : sum.FirstOrderAt ?? grown.FirstOrderAt,
                LastOrderAt = grown.LastOrderAt > sum.LastOrderAt ? grown.LastOrderAt : sum.LastOrderAt ?? grown.LastOrderAt,
            });
        }

        MoveCategories(context, moved, staying, from, to, changes);
    }

    private static void MoveCategories(
        in DecisionContext context, List<Purchase> moved, List<Purchase> staying, MemberId from, MemberId to, Changes changes)
    {
        HashSet<(Currency, string)> left =
            [.. staying.SelectMany(static purchase => purchase.Categories.Select(category => (purchase.Currency, category.Category)))];
        var sums = new SortedDictionary<(string Currency, string Category), (long Orders, long Spend, long Refunded)>();
        foreach (Purchase purchase in moved)
        {
            foreach (PurchasedCategory category in purchase.Categories)
            {
                (long orders, long spend, long refunded) = sums.GetValueOrDefault((purchase.Currency.Code, category.Category));
                sums[(purchase.Currency.Code, category.Category)] = (
                    orders + MetricRules.Count(purchase, category), checked(spend + category.Amount - category.Refunded), checked(refunded + category.Refunded));
            }
        }

        foreach (((string currency, string category), (long orders, long spend, long refunded)) in sums)
        {
            CategoryTotals? before = context.View.Find<CategoryTotals>(CategoryTotals.KeyOf(context.Program, from, currency, category));
            CategoryTotals grown = context.View.Find<CategoryTotals>(CategoryTotals.KeyOf(context.Program, to, currency, category))
                ?? new CategoryTotals { Program = context.Program, MemberId = to, Currency = currency, Category = category };
            if (before is not null && !left.Contains((currency, category)))
            {
                changes.Remove(before.Key);
            }
            else if (before is not null)
            {
                changes.Put(before with
                {
                    Orders = checked(before.Orders - orders),
                    Spend = checked(before.Spend - spend),
                    Refunded = checked(before.Refunded - refunded),
                });
            }

            changes.Put(grown with
            {
                Orders = checked(grown.Orders + orders),
                Spend = checked(grown.Spend + spend),
                Refunded = checked(grown.Refunded + refunded),
            });
        }
    }

    private static MemberTotals Sum(IEnumerable<Purchase> purchases, MemberTotals none)
    {
        MemberTotals sum = none with
        {
            Orders = 0, Spend = 0, OrdersReturned = 0, OrdersRefunded = 0, Refunded = 0, FirstOrderAt = null, LastOrderAt = null,
        };
        foreach (Purchase purchase in purchases)
        {
            DateTimeOffset? paidAt = purchase.IsCounted ? purchase.PaidAt : null;
            sum = sum with
            {
                Orders = checked(sum.Orders + MetricRules.Count(purchase)),
                Spend = checked(sum.Spend + MetricRules.Spend(purchase)),
                OrdersReturned = sum.OrdersReturned + (purchase.IsCounted ? 0 : 1),
                OrdersRefunded = sum.OrdersRefunded + (purchase.Refunds > 0 ? 1 : 0),
                Refunded = checked(sum.Refunded + purchase.Refunded),
                FirstOrderAt = sum.FirstOrderAt < paidAt ? sum.FirstOrderAt : paidAt ?? sum.FirstOrderAt,
                LastOrderAt = sum.LastOrderAt > paidAt ? sum.LastOrderAt : paidAt ?? sum.LastOrderAt,
            };
        }

        return sum;
    }

    private static MemberTotals TotalsOf(in DecisionContext context, MemberId memberId, Currency currency) =>
        context.View.Find<MemberTotals>(MemberTotals.KeyOf(context.Program, memberId, currency))
        ?? new MemberTotals { Program = context.Program, MemberId = memberId, Currency = currency };

    private static List<Purchase> All(in DecisionContext context, MemberId memberId) =>
        new Overlay(context.View, new Changes()).Range<Purchase>(Purchase.Schema.Primary, memberId.Value, context.Program);
}
