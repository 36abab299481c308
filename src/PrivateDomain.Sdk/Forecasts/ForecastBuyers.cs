using System.Runtime.CompilerServices;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Metrics;

namespace PrivateDomain.Sdk.Forecasts;

/// <summary>Reads the purchases of all members, one member after the other; memory holds one member's days.</summary>
internal sealed class ForecastBuyers(ProgramContext context, DateOnly through)
{
    internal async IAsyncEnumerable<ForecastBuyer> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        MemberId? buyer = null;

        // Sorted, though purchases come in the order of payment: where clocks are set back over midnight, a later one may have the earlier date.
        var days = new SortedDictionary<DateOnly, long>();
        await foreach (Purchase purchase in context.ReadAllAsync(Purchase.Schema, cancellationToken).ConfigureAwait(false))
        {
            if (purchase.Currency != context.Currency)
            {
                continue;
            }

            if (buyer is { } before && before != purchase.MemberId)
            {
                yield return ToBuyer(before, days);
                days.Clear();
            }

            buyer = purchase.MemberId;
            DateOnly day = BusinessDates.Of(purchase.PaidAt, context.TimeZone);
            if (purchase.IsCounted && day <= through)
            {
                days[day] = checked(days.GetValueOrDefault(day) + MetricRules.Spend(purchase));
            }
        }

        if (buyer is { } last)
        {
            yield return ToBuyer(last, days);
        }
    }

    private ForecastBuyer ToBuyer(MemberId memberId, SortedDictionary<DateOnly, long> days) =>
        new(memberId, [.. days.Select(static day => new PurchaseDay(day.Key, day.Value))], through);
}
