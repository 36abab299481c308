using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Merges;

/// <summary>
/// Merges of two members who turned out to be one person: what one of them has becomes the other's, and both ids stand for him from then on. Thread-safe.
/// </summary>
public interface IMerges
{
    /// <summary>Merges a member into another, in one commit.</summary>
    /// <param name="command">Who into whom.</param>
    /// <param name="cancellationToken">Cancels waiting; the merge is then stored whole or not at all.</param>
    /// <returns>
    /// The receipt, or a refusal: <see cref="MemberRefusals.NotFound"/>, <see cref="MergeRefusals.SamePerson"/>, <see cref="MergeRefusals.AlreadyMerged"/>,
    /// <see cref="MergeRefusals.TooLarge"/>, <see cref="Referrals.ReferralRefusals.ChainTooLong"/>, <see cref="Points.PointRefusals.BalanceTooLarge"/>,
    /// <see cref="Operations.OperationRefusals.InvalidText"/>, <see cref="Operations.OperationRefusals.TimeOutOfRange"/>.
    /// </returns>
    /// <remarks>
    /// <para>Idempotent by operation id. Both members must be registered; where the survivor was merged himself, his own survivor is meant.</para>
    /// <para>
    /// Points move lot by lot and keep their times; what is owed on either side is paid with what the other has. Tags, purchases and metrics move, and attributes that the survivor lacks. What the merged member consented to does not count for the survivor: he is to be asked. The survivor
    /// keeps his referrer, or has the other's where he has none. Commission stays in the ledger that it was booked to and is added up in the balance. Orders,
    /// entries and histories keep the id that they were written with.
    /// </para>
    /// <para>Merge the member with the shorter history into the one with the longer: everything is one commit, and a member with too much is refused.</para>
    /// </remarks>
    /// <exception cref="Storage.StoreException">The store failed; call again with the same command.</exception>
    ValueTask<Outcome<MergeReceipt>> MergeAsync(MergeMembers command, CancellationToken cancellationToken = default);

    /// <summary>Parts two members again, in one commit, as long as their merge may be undone.</summary>
    /// <param name="command">Who is to be his own again.</param>
    /// <param name="cancellationToken">Cancels waiting; the parting is then stored whole or not at all.</param>
    /// <returns>
    /// The receipt, or a refusal: <see cref="MergeRefusals.NotMerged"/>, <see cref="MergeRefusals.Final"/>, <see cref="MergeRefusals.NotLatest"/>,
    /// <see cref="MergeRefusals.TooLarge"/>, <see cref="Operations.OperationRefusals.InvalidText"/>, <see cref="Operations.OperationRefusals.TimeOutOfRange"/>.
    /// </returns>
    /// <remarks>
    /// Idempotent by operation id. What is left of what came along goes back: points that are not spent or expired, debt that is not paid, tags that nobody
    /// changed, purchases of orders that name the member, referrers that nobody decided anew. What happened since the merge stays with the survivor.
    /// </remarks>
    /// <exception cref="Storage.StoreException">The store failed; call again with the same command.</exception>
    ValueTask<Outcome<MergeReceipt>> UndoAsync(UndoMerge command, CancellationToken cancellationToken = default);

    /// <summary>Reads the last merge of a member into another.</summary>
    /// <param name="memberId">Who was merged.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The merge, also one that was undone, or <see langword="null"/>.</returns>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<MemberMerge?> GetAsync(MemberId memberId, CancellationToken cancellationToken = default);

    /// <summary>Streams the last merge of every member who was ever merged, by member.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The merges, page by page.</returns>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    IAsyncEnumerable<MemberMerge> ReadAllAsync(CancellationToken cancellationToken = default);
}
