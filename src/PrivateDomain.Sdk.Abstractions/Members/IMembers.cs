namespace PrivateDomain.Sdk.Members;

/// <summary>The members of a program. Thread-safe.</summary>
public interface IMembers
{
    /// <summary>Registers a member, with any external ids.</summary>
    /// <param name="command">Who.</param>
    /// <param name="cancellationToken">Cancels waiting; the registration is then stored whole or not at all.</param>
    /// <returns>
    /// The receipt, or a refusal: <see cref="MemberRefusals.ExternalIdTaken"/>, <see cref="Operations.OperationRefusals.KeyReused"/> when the
    /// member was registered with other content, <see cref="Operations.OperationRefusals.TimeOutOfRange"/>.
    /// </returns>
    /// <remarks>Idempotent by member id.</remarks>
    /// <exception cref="InvalidOperationException">External ids are used but no <c>ExternalIdKey</c> is configured.</exception>
    /// <exception cref="Storage.StoreException">The store failed; call again with the same command.</exception>
    ValueTask<Outcome<MemberReceipt>> RegisterAsync(RegisterMember command, CancellationToken cancellationToken = default);

    /// <summary>Links an external id to a member.</summary>
    /// <param name="command">Which id to whom.</param>
    /// <param name="cancellationToken">Cancels waiting; the link is then stored or not at all.</param>
    /// <returns>The receipt, or a refusal: <see cref="MemberRefusals.NotFound"/>, <see cref="MemberRefusals.ExternalIdTaken"/>.</returns>
    /// <remarks>Idempotent by operation id; linking an id that the member has already changes nothing.</remarks>
    /// <exception cref="InvalidOperationException">No <c>ExternalIdKey</c> is configured.</exception>
    /// <exception cref="Storage.StoreException">The store failed; call again with the same command.</exception>
    ValueTask<Outcome<MemberReceipt>> LinkExternalIdAsync(LinkExternalId command, CancellationToken cancellationToken = default);

    /// <summary>Takes an external id away from a member; another may have it then.</summary>
    /// <param name="command">Which id from whom.</param>
    /// <param name="cancellationToken">Cancels waiting; the link is then removed or not at all.</param>
    /// <returns>
    /// The receipt, or a refusal: <see cref="MemberRefusals.NotFound"/>, <see cref="MemberRefusals.ExternalIdNotLinked"/>, which does not tell whether
    /// another member has it, <see cref="Operations.OperationRefusals.TimeOutOfRange"/>.
    /// </returns>
    /// <remarks>Idempotent by operation id. The id's hash leaves the member's record and its own record in one commit.</remarks>
    /// <exception cref="InvalidOperationException">No <c>ExternalIdKey</c> is configured.</exception>
    /// <exception cref="Storage.StoreException">The store failed; call again with the same command.</exception>
    ValueTask<Outcome<MemberReceipt>> UnlinkExternalIdAsync(UnlinkExternalId command, CancellationToken cancellationToken = default);

    /// <summary>Reads a member.</summary>
    /// <param name="memberId">Who.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The member, or <see langword="null"/>.</returns>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<Member?> GetAsync(MemberId memberId, CancellationToken cancellationToken = default);

    /// <summary>Finds the member that an external id is linked to.</summary>
    /// <param name="externalId">The external id.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The member, or <see langword="null"/>.</returns>
    /// <exception cref="InvalidOperationException">No <c>ExternalIdKey</c> is configured.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<Member?> FindAsync(ExternalId externalId, CancellationToken cancellationToken = default);
}
