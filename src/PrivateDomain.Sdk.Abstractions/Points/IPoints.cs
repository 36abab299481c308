using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Points;

/// <summary>The points (积分) of a program's members. Thread-safe; every write is idempotent by its operation id.</summary>
public interface IPoints
{
    /// <summary>Grants points: debt is repaid first, the rest is a lot with its own expiry.</summary>
    /// <param name="command">How many to whom.</param>
    /// <param name="cancellationToken">Cancels waiting; the grant is then stored whole or not at all.</param>
    /// <returns>
    /// The receipt, or a refusal: <see cref="MemberRefusals.NotFound"/>, <see cref="PointRefusals.AmountOutOfRange"/>,
    /// <see cref="PointRefusals.ExpiryOutOfRange"/>, <see cref="PointRefusals.BalanceTooLarge"/>.
    /// </returns>
    /// <exception cref="Storage.StoreException">The store failed; call again with the same command.</exception>
    ValueTask<Outcome<GrantReceipt>> GrantAsync(GrantPoints command, CancellationToken cancellationToken = default);

    /// <summary>Spends points, earliest expiry first, then in grant order.</summary>
    /// <param name="command">How many of whom.</param>
    /// <param name="cancellationToken">Cancels waiting; the spend is then stored whole or not at all.</param>
    /// <returns>
    /// The receipt, or a refusal: <see cref="MemberRefusals.NotFound"/>, <see cref="PointRefusals.AmountOutOfRange"/>, <see cref="PointRefusals.Insufficient"/>.
    /// </returns>
    /// <exception cref="Storage.StoreException">The store failed; call again with the same command.</exception>
    ValueTask<Outcome<SpendReceipt>> SpendAsync(SpendPoints command, CancellationToken cancellationToken = default);

    /// <summary>Takes back a grant or a part of it; what the balance cannot cover becomes debt.</summary>
    /// <param name="command">Which grant, and how many.</param>
    /// <param name="cancellationToken">Cancels waiting; the reversal is then stored whole or not at all.</param>
    /// <returns>
    /// The receipt, or a refusal: <see cref="PointRefusals.LotNotFound"/>, <see cref="PointRefusals.AmountOutOfRange"/>,
    /// <see cref="PointRefusals.ReversalExceedsGrant"/>, <see cref="PointRefusals.BalanceTooLarge"/>.
    /// </returns>
    /// <exception cref="Storage.StoreException">The store failed; call again with the same command.</exception>
    ValueTask<Outcome<ReversalReceipt>> ReverseAsync(ReversePoints command, CancellationToken cancellationToken = default);

    /// <summary>Books the points of all members that have expired: lots with an expiry at or before a moment.</summary>
    /// <param name="asOf">The moment; now when left out.</param>
    /// <param name="progress">Told after every page of members.</param>
    /// <param name="cancellationToken">Cancels; what is booked stays booked, and the next sweep goes on.</param>
    /// <returns>What was booked.</returns>
    /// <remarks>
    /// Only for statements: balances leave expired points out whether they are booked or not. Safe to run anywhere, any number of times, at once.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The moment lies before 1900 or after 9000.</exception>
    /// <exception cref="Storage.StoreException">The store failed; call again.</exception>
    ValueTask<ExpirySweep> ExpireAsync(
        DateTimeOffset? asOf = null, IProgress<ExpirySweep>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Reads a member's points as of a moment.</summary>
    /// <param name="memberId">Whose; an unknown member has none.</param>
    /// <param name="asOf">The moment, not before the member's last operation to be meaningful; now when left out.</param>
    /// <param name="expiringWithin">The window for <see cref="PointBalance.Expiring"/>; 30 days when left out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The balance.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The moment lies before 1900 or after 9000, or the window is negative.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<PointBalance> GetBalanceAsync(
        MemberId memberId, DateTimeOffset? asOf = null, TimeSpan? expiringWithin = null, CancellationToken cancellationToken = default);

    /// <summary>Reads a page of a member's ledger, newest entry first.</summary>
    /// <param name="memberId">Whose.</param>
    /// <param name="page">Which page; the first when left out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The page.</returns>
    /// <exception cref="ArgumentException">The page's size or cursor is not usable.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<Page<PointEntry>> GetStatementAsync(MemberId memberId, PageRequest? page = null, CancellationToken cancellationToken = default);

    /// <summary>Streams the ledgers of all members, by member and oldest entry first, with flat memory: for exports.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The entries.</returns>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    IAsyncEnumerable<PointEntry> ReadStatementAsync(CancellationToken cancellationToken = default);

    /// <summary>Adds up the points of the whole program by streaming its ledgers: proof, not a cached figure.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The totals.</returns>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<PointTotals> GetTotalsAsync(CancellationToken cancellationToken = default);
}
