using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Metrics;

/// <summary>The members' metrics (会员指标), kept by orders, refunds and bindings in the same commit. Thread-safe.</summary>
/// <remarks>
/// They are kept when the host asks for it (<c>pd.Metrics()</c>); otherwise orders do no work for them and every member here throws. After switching
/// them on over a store that has orders already, call <see cref="RebuildAsync"/> once.
/// </remarks>
public interface IMetrics
{
    /// <summary>Reads a member's metrics in the program's currency, with one load.</summary>
    /// <param name="memberId">Whose.</param>
    /// <param name="asOf">Where windows end and to where days are counted; now when left out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The metrics, or <see langword="null"/> when the program has no such member.</returns>
    /// <remarks>
    /// Everything is of one moment. Where a member has more than 500 purchases in the longest window, or categories, they are read in pages with flat
    /// memory, and again when he bought meanwhile; only one who buys all the time may get totals that are newer than his windows.
    /// </remarks>
    /// <exception cref="InvalidOperationException">Metrics are not kept.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The moment lies before 1900 or after 9000.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<MemberMetrics?> GetAsync(MemberId memberId, DateTimeOffset? asOf = null, CancellationToken cancellationToken = default);

    /// <summary>Reads a page of a member's purchases, latest paid first, those that no longer count too.</summary>
    /// <param name="memberId">Whose.</param>
    /// <param name="page">Which page; the first when left out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The page.</returns>
    /// <exception cref="InvalidOperationException">Metrics are not kept.</exception>
    /// <exception cref="ArgumentException">The page's size or cursor is not usable.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<Page<Purchase>> GetPurchasesAsync(MemberId memberId, PageRequest? page = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Streams the purchases of all members, member by member in code-point order, each member's in the order of payment, those that no longer count
    /// too: for scores, forecasts and exports.
    /// </summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The purchases; memory stays flat, however many one member has.</returns>
    /// <remarks>Not of one moment: what is written meanwhile may or may not be seen, but no purchase that existed throughout is skipped or repeated.</remarks>
    /// <exception cref="InvalidOperationException">Metrics are not kept.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    IAsyncEnumerable<Purchase> ReadPurchasesAsync(CancellationToken cancellationToken = default);

    /// <summary>Streams the totals of all members that ever bought, by member in code-point order, then by currency.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The totals; memory stays flat.</returns>
    /// <exception cref="InvalidOperationException">Metrics are not kept.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    IAsyncEnumerable<MemberTotals> ReadTotalsAsync(CancellationToken cancellationToken = default);

    /// <summary>Ranks the members who brought others (KOC), by what those bring in the program's currency.</summary>
    /// <param name="count">How many at most, from 1 to 10,000.</param>
    /// <param name="formula">What counts how much; by default the net spend of those whom they brought, and nothing else.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The best, best first; of equal scores the smaller id by code point comes first. Who scores 0 is not among them.</returns>
    /// <remarks>Streams everybody who brought somebody; holds no more than are asked for.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The count is out of range, or a weight of the formula is negative.</exception>
    /// <exception cref="InvalidOperationException">Metrics are not kept.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<IReadOnlyList<KeyPromoter>> RankPromotersAsync(
        int count = 100, PromoterFormula? formula = null, CancellationToken cancellationToken = default);

    /// <summary>Brings the metrics in line with the stored orders and bindings: once after metrics are switched on, or were off for a while.</summary>
    /// <param name="progress">Told after every page.</param>
    /// <param name="cancellationToken">Cancels; what is done stays done, and the next rebuild goes on.</param>
    /// <returns>What was looked at and what was changed; a second rebuild changes nothing.</returns>
    /// <remarks>
    /// <para>Streams with bounded memory, in small commits. Safe beside traffic, on several hosts and at once: an order counts under its own key.</para>
    /// <para>
    /// Orders do not say who was the buyer's referrer then. For an order that was never counted it is the direct referrer whom its commission names,
    /// else the member's present referrer if he was bound by then, else none.
    /// </para>
    /// </remarks>
    /// <exception cref="InvalidOperationException">Metrics are not kept.</exception>
    /// <exception cref="OverflowException">A sum would leave 64 bits.</exception>
    /// <exception cref="Storage.StoreException">The store failed; call again.</exception>
    ValueTask<MetricRebuild> RebuildAsync(IProgress<MetricRebuild>? progress = null, CancellationToken cancellationToken = default);
}
