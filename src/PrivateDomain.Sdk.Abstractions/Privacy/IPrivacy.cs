using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Privacy;

/// <summary>What a member may ask for about what is kept of him: a copy of it, and that he is forgotten. Thread-safe.</summary>
/// <remarks>
/// PIPL (中华人民共和国个人信息保护法) articles 45 and 47; GDPR articles 15, 17 and 20. What is kept of a member outside the SDK is the host's to add or erase.
/// </remarks>
public interface IPrivacy
{
    /// <summary>Writes all that is kept of a member, under each id that stands for him, as one JSON document.</summary>
    /// <param name="memberId">Who; an id that was merged stands for the one that it was merged into.</param>
    /// <param name="destination">Where to; UTF-8, neither closed nor flushed to a device.</param>
    /// <param name="progress">Hears how many records were written, after each page.</param>
    /// <param name="cancellationToken">Cancels; what is written by then is no whole document.</param>
    /// <returns>What was written, or <see langword="null"/>, with nothing written, where there is no such member.</returns>
    /// <remarks>
    /// Streams: of a long history only the ids of his orders are held. A table for each record type, a record in each, named as the columns of the store are. External ids stand
    /// as their keyed hashes, which is all that is kept of them. Orders are those that gave or took points or are counted in metrics.
    /// </remarks>
    /// <exception cref="ArgumentNullException">No destination is given.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<MemberExport?> ExportAsync(
        MemberId memberId, Stream destination, IProgress<long>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Forgets who a member is, in one commit: what is left of him is a pseudonym with a ledger.</summary>
    /// <param name="command">Who.</param>
    /// <param name="cancellationToken">Cancels waiting; the erasure is then stored whole or not at all.</param>
    /// <returns>
    /// The receipt, or a refusal: <see cref="MemberRefusals.NotFound"/>, <see cref="MemberRefusals.Erased"/> when he was erased under another key,
    /// <see cref="Operations.OperationRefusals.InvalidText"/>, <see cref="Operations.OperationRefusals.TimeOutOfRange"/>.
    /// </returns>
    /// <remarks>
    /// <para>
    /// Idempotent by operation id. External ids are unlinked, so that he is found by none of them; attributes and tags are removed, consents withdrawn; he leaves every segment. All ids
    /// that were merged into him are erased with him, and those merges become final. It cannot be undone.
    /// </para>
    /// <para>
    /// Points, commission, orders and histories stay, under the member's id, and so do all totals; refunds of his orders go on to work. Nothing that says
    /// something new of him is taken any more. The id is the pseudonym: it must say nothing by itself, and the host must forget whose it was.
    /// </para>
    /// </remarks>
    /// <exception cref="Storage.StoreException">The store failed; call again with the same command.</exception>
    ValueTask<Outcome<ErasureReceipt>> EraseAsync(EraseMember command, CancellationToken cancellationToken = default);
}
