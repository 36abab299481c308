using System.Runtime.CompilerServices;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Rfm;

/// <summary>Reads what members are scored by from the stored metrics, with flat memory.</summary>
internal sealed class RfmBuyers(ProgramContext context, DateOnly asOf)
{
    private const int PageSize = 500;

    /// <summary>All who ever bought in the program's currency, by id.</summary>
    internal async IAsyncEnumerable<RfmBuyer> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (MemberTotals totals in context.ReadAllAsync(MemberTotals.Schema, cancellationToken).ConfigureAwait(false))
        {
            if (totals.Currency != context.Currency)
            {
                continue;
            }

            // The totals know no days. Whoever bought since is told by his purchases.
            yield return totals.LastOrderAt is not { } last ? new RfmBuyer(totals.MemberId, null)
                : DayOf(last) <= asOf ? new RfmBuyer(totals.MemberId, RfmInput.From(totals.MemberId, DayOf(last), asOf, totals.Orders, totals.Spend))
                : await ReadAsync(totals, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<RfmBuyer> ReadAsync(MemberTotals totals, CancellationToken cancellationToken)
    {
        long orders = 0;
        long spend = 0;
        DateOnly last = default;
        var query = new RecordQuery(Purchase.Schema.Primary, context.Program.Value, PageSize, totals.Owner);
        await foreach (Purchase purchase in context.ReadAllAsync<Purchase>(query, cancellationToken).ConfigureAwait(false))
        {
            DateOnly day = DayOf(purchase.PaidAt);
            if (purchase.Currency == context.Currency && day <= asOf)
            {
                orders += MetricRules.Count(purchase);
                spend = checked(spend + MetricRules.Spend(purchase));
                last = purchase.IsCounted && day > last ? day : last;
            }
        }

        return new RfmBuyer(totals.MemberId, orders == 0 ? null : RfmInput.From(totals.MemberId, last, asOf, orders, spend));
    }

    private DateOnly DayOf(DateTimeOffset moment) => BusinessDates.Of(moment, context.TimeZone);
}
