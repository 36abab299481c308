using System.Runtime.CompilerServices;
using PrivateDomain.Sdk.Metrics;

namespace OrderReplay.Lifecycle;

/// <summary>Reads the members' purchases back from the SDK.</summary>
internal static class Buyers
{
    /// <summary>Streams the members who ever paid an order, in code-point order; memory holds one member at a time.</summary>
    /// <remarks>One whose orders all lie after the day of the plan, or were all refunded, comes too, with nothing bought.</remarks>
    public static async IAsyncEnumerable<Buyer> ReadAsync(
        IMetrics metrics, LifecyclePlan plan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Buyer? buyer = null;
        await foreach (Purchase purchase in metrics.ReadPurchasesAsync(cancellationToken))
        {
            // A store that was used before may hold orders in another currency, which nothing adds to these.
            if (purchase.Currency != plan.Currency)
            {
                continue;
            }

            if (buyer is not null && buyer.MemberId != purchase.MemberId)
            {
                yield return buyer;
                buyer = null;
            }

            buyer ??= new Buyer(purchase.MemberId);
            DateOnly day = LifecyclePlan.DayOf(purchase.PaidAt);
            if (purchase.IsCounted && day <= plan.AsOf)
            {
                buyer.Add(day, purchase.Amount - purchase.Refunded);
            }
        }

        if (buyer is not null)
        {
            yield return buyer;
        }
    }
}
