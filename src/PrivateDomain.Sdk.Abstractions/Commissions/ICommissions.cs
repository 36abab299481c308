using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Commissions;

/// <summary>The commission (佣金) that members earn on the purchases of members they brought. Thread-safe; writes are idempotent by operation id.</summary>
/// <remarks>
/// One level is paid by default; a second needs a recorded acknowledgement; there is no third. Commission is paid on sales only, never for recruiting.
/// </remarks>
public interface ICommissions
{
    /// <summary>Pays the buyer's referrers on a sale, under the terms of this moment.</summary>
    /// <param name="command">The sale.</param>
    /// <param name="cancellationToken">Cancels waiting; the accrual is then stored whole or not at all.</param>
    /// <returns>
    /// The receipt, or a refusal: <see cref="MemberRefusals.NotFound"/>, <see cref="CommissionRefusals.AmountOutOfRange"/>,
    /// <see cref="CommissionRefusals.CurrencyMismatch"/>, <see cref="CommissionRefusals.AlreadyAccrued"/>.
    /// </returns>
    /// <exception cref="Storage.StoreException">The store failed; call again with the same command.</exception>
    ValueTask<Outcome<CommissionReceipt>> AccrueAsync(AccrueCommission command, CancellationToken cancellationToken = default);

    /// <summary>Takes commission back in proportion to a refund, from the members who were paid, under the terms of the sale.</summary>
    /// <param name="command">The refund.</param>
    /// <param name="cancellationToken">Cancels waiting; the clawback is then stored whole or not at all.</param>
    /// <returns>
    /// The receipt, or a refusal: <see cref="CommissionRefusals.SaleNotFound"/>, <see cref="CommissionRefusals.AmountOutOfRange"/>,
    /// <see cref="CommissionRefusals.CurrencyMismatch"/>, <see cref="CommissionRefusals.ClawbackExceedsBase"/>.
    /// </returns>
    /// <exception cref="Storage.StoreException">The store failed; call again with the same command.</exception>
    ValueTask<Outcome<CommissionReceipt>> ClawBackAsync(ClawBackCommission command, CancellationToken cancellationToken = default);

    /// <summary>Reads what a member earned in one currency.</summary>
    /// <param name="memberId">Whose; a member without commission has zero.</param>
    /// <param name="currency">The currency; the program's when left out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The balance.</returns>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<CommissionBalance> GetBalanceAsync(MemberId memberId, Currency? currency = null, CancellationToken cancellationToken = default);

    /// <summary>Reads a page of a member's commission ledger, newest entry first.</summary>
    /// <param name="memberId">Whose.</param>
    /// <param name="page">Which page; the first when left out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The page.</returns>
    /// <exception cref="ArgumentException">The page's size or cursor is not usable.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<Page<CommissionEntry>> GetStatementAsync(MemberId memberId, PageRequest? page = null, CancellationToken cancellationToken = default);

    /// <summary>Streams the ledgers of all beneficiaries, by member and oldest entry first, with flat memory: for exports.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The entries.</returns>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    IAsyncEnumerable<CommissionEntry> ReadStatementAsync(CancellationToken cancellationToken = default);

    /// <summary>Adds up the commission of the whole program by streaming its ledgers: proof, not a cached figure.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The totals.</returns>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<CommissionTotals> GetTotalsAsync(CancellationToken cancellationToken = default);
}
