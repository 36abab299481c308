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

    /// <summary>Sets and clears attributes of a member, all of them in one commit. Each must be declared in the host's options.</summary>
    /// <param name="command">Which attributes of whom.</param>
    /// <param name="cancellationToken">Cancels waiting; the attributes are then stored whole or not at all.</param>
    /// <returns>
    /// The receipt, or a refusal: <see cref="MemberRefusals.NotFound"/>, <see cref="MemberRefusals.AttributeUnknown"/>,
    /// <see cref="MemberRefusals.AttributeInvalid"/>, <see cref="Operations.OperationRefusals.InvalidText"/>,
    /// <see cref="Operations.OperationRefusals.TimeOutOfRange"/>.
    /// </returns>
    /// <remarks>
    /// Idempotent by operation id. A value that is there already changes nothing, not even since when. What was stored under a declaration that is gone can
    /// still be cleared. Values may be personal data: they stand in the attribute's own record and in no message, answer, log or fingerprint.
    /// </remarks>
    /// <exception cref="ArgumentException">The command or its values are <see langword="null"/>, or there are more than 100.</exception>
    /// <exception cref="Storage.StoreException">The store failed; call again with the same command.</exception>
    ValueTask<Outcome<AttributesReceipt>> SetAttributesAsync(SetAttributes command, CancellationToken cancellationToken = default);

    /// <summary>Reads all attributes of a member, with one load: as they are stored, whatever is declared now.</summary>
    /// <param name="memberId">Whose; an unknown member has none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The attributes, by name.</returns>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<IReadOnlyList<MemberAttribute>> GetAttributesAsync(MemberId memberId, CancellationToken cancellationToken = default);

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
