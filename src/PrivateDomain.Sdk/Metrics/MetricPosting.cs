using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Referrals;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Metrics;

/// <summary>
/// Keeps purchases and their sums. Every change is the difference between a purchase as it was and as the order makes it now, so an order counts once,
/// and a refund takes back just what it must, whatever else happened. Each member below may be called before all is read: it asks, and changes nothing.
/// </summary>
internal static class MetricPosting
{
    /// <summary>Asks for what a new order's purchase changes.</summary>
    internal static void ReadForPaid(in DecisionContext context, MemberId memberId, OrderPaid order)
    {
        Currency currency = order.Lines[0].Amount.Currency;
        ReadSums(context, memberId, currency, order.Lines.Select(static line => line.Category), ReferralRules.Find(context, memberId)?.Referrer);
    }

    /// <summary>Counts an order that was just paid: its purchase cannot be there yet.</summary>
    internal static void KeepPaid(in DecisionContext context, Order order, Changes changes)
    {
        ReferralBinding? binding = ReferralRules.Find(context, order.MemberId);
        if (!context.View.IsIncomplete)
        {
            Post(context, null, MetricRules.ToPurchase(order, binding?.Referrer), changes);
        }
    }

    /// <summary>Brings the purchase of an order in line with it, also of one that was never counted. True when there was something to do.</summary>
    internal static bool Keep(in DecisionContext context, Order order, Changes changes)
    {
        MemberId memberId = MemberRules.OwnerOf(context, order.MemberId);
        Purchase? before = context.View.Find<Purchase>(Purchase.KeyOf(context.Program, memberId, order.PaidAt, order.OrderId));
        ReadSums(context, memberId, order.Currency, order.Lines.Select(static line => line.Category), before?.Referrer);
        if (context.View.IsIncomplete)
        {
            return false;
        }

        MemberId? referrer = before is null ? ReferrerOf(context, order) : before.Referrer;
        Purchase after = MetricRules.ToPurchase(order, referrer) with { MemberId = memberId, BoughtAs = memberId == order.MemberId ? default(MemberId?) : order.MemberId };
        if (context.View.IsIncomplete || (before is not null && MetricRules.IsSame(before, after)))
        {
            return false;
        }

        Post(context, before, before is null ? after : after with { Revision = before.Revision }, changes);
        return true;
    }

    /// <summary>Counts a member in the tally of his referrer, and no longer in another's. True when there was something to do.</summary>
    internal static bool KeepReferral(in DecisionContext context, MemberId memberId, MemberId referrer, Changes changes)
    {
        CountedReferral? counted = context.View.Find<CountedReferral>(CountedReferral.KeyOf(context.Program, memberId));
        ReferralTally? tally = context.View.Find<ReferralTally>(ReferralTally.KeyOf(context.Program, referrer));
        if (counted is not null)
        {
            context.View.Find<ReferralTally>(ReferralTally.KeyOf(context.Program, counted.Referrer));
        }

        if (context.View.IsIncomplete || counted?.Referrer == referrer)
        {
            return false;
        }

        if (counted is not null)
        {
            changes.Add(ReferralTally.KeyOf(context.Program, counted.Referrer), ReferralTally.MembersColumn, -1);
        }

        if (tally is null)
        {
            changes.Put(new ReferralTally { Program = context.Program, Referrer = referrer, Members = 1 });
        }
        else
        {
            changes.Add(tally.Key, ReferralTally.MembersColumn, 1);
        }

        changes.Put((counted ?? new CountedReferral { Program = context.Program, MemberId = memberId, Referrer = referrer }) with { Referrer = referrer });
        return true;
    }

    /// <summary>Counts a member in nobody's tally.</summary>
    internal static void ForgetReferral(in DecisionContext context, MemberId memberId, Changes changes)
    {
        if (context.View.Find<CountedReferral>(CountedReferral.KeyOf(context.Program, memberId)) is { } counted
            && context.View.Find<ReferralTally>(ReferralTally.KeyOf(context.Program, counted.Referrer)) is { } tally)
        {
            changes.Add(tally.Key, ReferralTally.MembersColumn, -1);
            changes.Remove(counted.Key);
        }
    }

    /// <summary>Who was the buyer's referrer, as far as what is stored tells.</summary>
    private static MemberId? ReferrerOf(in DecisionContext context, Order order)
    {
        if (order.PaysCommission)
        {
            return context.View.Find<CommissionSale>(CommissionSale.KeyOf(context.Program, OrderRules.ReferenceOf(order.OrderId)))?.Payees[0].MemberId;
        }

        return ReferralRules.Find(context, order.MemberId) is { } binding && binding.BoundAt <= order.PaidAt ? binding.Referrer : default(MemberId?);
    }

    private static void ReadSums(in DecisionContext context, MemberId memberId, Currency currency, IEnumerable<string?> categories, MemberId? referrer)
    {
        context.View.Find<MemberTotals>(MemberTotals.KeyOf(context.Program, memberId, currency));
        foreach (string? category in categories)
        {
            if (category is not null)
            {
                context.View.Find<CategoryTotals>(CategoryTotals.KeyOf(context.Program, memberId, currency, category));
            }
        }

        if (referrer is { } known)
        {
            context.View.Find<ReferrerTotals>(ReferrerTotals.KeyOf(context.Program, known, currency));
        }
    }

    private static void Post(in DecisionContext context, Purchase? before, Purchase after, Changes changes)
    {
        ReadSums(context, after.MemberId, after.Currency, after.Categories.Select(static category => category.Category), after.Referrer);
        if (context.View.IsIncomplete)
        {
            return;
        }

        PostToMember(context, before, after, changes);
        if (context.View.IsIncomplete)
        {
            return;
        }

        PostToCategories(context, before, after, changes);
        PostToReferrer(context, before, after, changes);
        changes.Put(after);
    }

    private static void PostToMember(in DecisionContext context, Purchase? before, Purchase after, Changes changes)
    {
        MemberTotals totals = context.View.Find<MemberTotals>(MemberTotals.KeyOf(context.Program, after.MemberId, after.Currency))
            ?? new MemberTotals { Program = context.Program, MemberId = after.MemberId, Currency = after.Currency };
        DateTimeOffset? first = totals.FirstOrderAt;
        DateTimeOffset? last = totals.LastOrderAt;
        if (after.IsCounted)
        {
            first = first < after.PaidAt ? first : after.PaidAt;
            last = last > after.PaidAt ? last : after.PaidAt;
        }
        else if (before is { IsCounted: true })
        {
            first = first == after.PaidAt ? Edge(context, after, descending: false) : first;
            last = last == after.PaidAt ? Edge(context, after, descending: true) : last;
        }

        changes.Put(totals with
        {
            Orders = checked(totals.Orders + MetricRules.Count(after) - MetricRules.Count(before)),
            Spend = checked(totals.Spend + MetricRules.Spend(after) - MetricRules.Spend(before)),
            OrdersReturned = checked(totals.OrdersReturned + (after.IsCounted ? 0 : 1) - (before is { IsCounted: false } ? 1 : 0)),
            OrdersRefunded = checked(totals.OrdersRefunded + (after.Refunds > 0 ? 1 : 0) - (before is { Refunds: > 0 } ? 1 : 0)),
            Refunded = checked(totals.Refunded + after.Refunded - (before?.Refunded ?? 0)),
            FirstOrderAt = first,
            LastOrderAt = last,
        });
    }

    /// <summary>When the first or last of the member's other purchases that count was paid.</summary>
    private static DateTimeOffset? Edge(in DecisionContext context, Purchase without, bool descending)
    {
        LoadedRange range = context.View.Range(Purchase.Counted, without.MemberId.Value, context.Program, descending);
        foreach (Record record in range.Records)
        {
            var purchase = (Purchase)record;
            if (purchase.OrderId != without.OrderId && purchase.Currency == without.Currency)
            {
                return purchase.PaidAt;
            }
        }

        if (!range.IsComplete)
        {
            context.View.Extend(range);
        }

        return null;
    }

    private static void PostToCategories(in DecisionContext context, Purchase? before, Purchase after, Changes changes)
    {
        foreach (PurchasedCategory category in after.Categories)
        {
            PurchasedCategory? was = before?.Categories.FirstOrDefault(c => c.Category == category.Category);
            long orders = MetricRules.Count(after, category) - MetricRules.Count(before, was);
            long refunded = category.Refunded - (was?.Refunded ?? 0);
            long spend = category.Amount - (was?.Amount ?? 0) - refunded;
            if (before is not null && (orders, refunded, spend) == (0, 0, 0))
            {
                continue;
            }

            CategoryTotals totals = context.View.Find<CategoryTotals>(CategoryTotals.KeyOf(context.Program, after.MemberId, after.Currency, category.Category))
                ?? new CategoryTotals { Program = context.Program, MemberId = after.MemberId, Currency = after.Currency, Category = category.Category };
            changes.Put(totals with
            {
                Orders = checked(totals.Orders + orders),
                Spend = checked(totals.Spend + spend),
                Refunded = checked(totals.Refunded + refunded),
            });
        }
    }

    private static void PostToReferrer(in DecisionContext context, Purchase? before, Purchase after, Changes changes)
    {
        if (after.Referrer is not { } referrer)
        {
            return;
        }

        long orders = MetricRules.Count(after) - MetricRules.Count(before);
        long spend = MetricRules.Spend(after) - MetricRules.Spend(before);
        RecordKey key = ReferrerTotals.KeyOf(context.Program, referrer, after.Currency);
        if (context.View.Find<ReferrerTotals>(key) is null)
        {
            changes.Put(new ReferrerTotals { Program = context.Program, Referrer = referrer, Currency = after.Currency, Orders = orders, Spend = spend });
            return;
        }

        if (orders != 0)
        {
            changes.Add(key, ReferrerTotals.OrdersColumn, orders);
        }

        if (spend != 0)
        {
            changes.Add(key, ReferrerTotals.SpendColumn, spend);
        }
    }
}
