using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Consents;

/// <summary>What the members of a program have consented to (同意), for what purpose, for whom, and since when. Thread-safe; every write is idempotent by its operation id.</summary>
/// <remarks>
/// <para>
/// Made for what the Personal Information Protection Law of the People's Republic of China (PIPL, 个人信息保护法) asks of whoever relies on consent: it is given
/// with knowledge and explicitly, and anew when purpose, means or kind of data change (art. 14: the version); it can be withdrawn, conveniently (art. 15), and
/// whoever does not give it is not turned away for that (art. 16); passing data on needs a consent of its own (art. 23: the recipient). GB/T 35273-2020
/// asks the same in 5.4, 8.4 and 9.2. The SDK keeps what was said; what the shop asks, and how, is the shop's.
/// </para>
/// <para>A consent that was never given, was withdrawn, or was given for an earlier version than is asked for, is not given.</para>
/// </remarks>
public interface IConsents
{
    /// <summary>Records that a member consents.</summary>
    /// <param name="command">Who to what.</param>
    /// <param name="cancellationToken">Cancels waiting; the consent is then stored whole or not at all.</param>
    /// <returns>
    /// The receipt, which says what changed; or a refusal: <see cref="MemberRefusals.NotFound"/>, <see cref="ConsentRefusals.PurposeUnknown"/>,
    /// <see cref="ConsentRefusals.VersionOutOfRange"/>, <see cref="OperationRefusals.InvalidText"/>, <see cref="OperationRefusals.TimeOutOfRange"/>.
    /// </returns>
    /// <remarks>
    /// A consent that is given for this version or a later one already is accepted and not recorded again: the first word stands, with its time. A higher
    /// version is recorded and takes its place.
    /// </remarks>
    /// <exception cref="ArgumentNullException">The command is <see langword="null"/>.</exception>
    /// <exception cref="Storage.StoreException">The store failed; call again with the same command.</exception>
    ValueTask<Outcome<ConsentReceipt>> GiveAsync(GiveConsent command, CancellationToken cancellationToken = default);

    /// <summary>Records that a member withdraws a consent. As easy as giving it: it takes no version, and works for purposes that are no longer declared.</summary>
    /// <param name="command">Who what.</param>
    /// <param name="cancellationToken">Cancels waiting; the withdrawal is then stored whole or not at all.</param>
    /// <returns>
    /// The receipt; or a refusal: <see cref="MemberRefusals.NotFound"/>, <see cref="ConsentRefusals.NotGiven"/>,
    /// <see cref="OperationRefusals.InvalidText"/>, <see cref="OperationRefusals.TimeOutOfRange"/>.
    /// </returns>
    /// <exception cref="ArgumentNullException">The command is <see langword="null"/>.</exception>
    /// <exception cref="Storage.StoreException">The store failed; call again with the same command.</exception>
    ValueTask<Outcome<ConsentReceipt>> WithdrawAsync(WithdrawConsent command, CancellationToken cancellationToken = default);

    /// <summary>Reads all consents that a member has given and not withdrawn, with one load.</summary>
    /// <param name="memberId">Whose; an unknown member has given none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The consents, by purpose and then by recipient, in code-point order.</returns>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<IReadOnlyList<Consent>> GetAsync(MemberId memberId, CancellationToken cancellationToken = default);

    /// <summary>Says whether a member consents to a purpose now, with one get.</summary>
    /// <param name="memberId">Who.</param>
    /// <param name="purpose">To what.</param>
    /// <param name="recipient">For whom; <see langword="null"/> for the program itself. A consent for one of them says nothing of another.</param>
    /// <param name="minimumVersion">The least version that will do; any when left out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns><see langword="true"/> when it is given, in that version or a later one, and not withdrawn; <see langword="false"/> in every other case.</returns>
    /// <exception cref="ArgumentException">The purpose or the recipient is no id text.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<bool> IsGivenAsync(
        MemberId memberId, string purpose, string? recipient = null, long minimumVersion = 1, CancellationToken cancellationToken = default);

    /// <summary>Reads a page of all that a member ever gave and withdrew, newest entry first.</summary>
    /// <param name="memberId">Whose; an unknown member has none.</param>
    /// <param name="page">Which page; the first when left out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The page.</returns>
    /// <exception cref="ArgumentException">The page's size or cursor is not usable.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<Page<ConsentEntry>> GetStatementAsync(MemberId memberId, PageRequest? page = null, CancellationToken cancellationToken = default);

    /// <summary>Streams all consents of the program that are given now, by member, purpose and recipient, with flat memory: for audits and exports.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The consents.</returns>
    /// <remarks>Not of one moment: what is written meanwhile may or may not be seen, but no consent that is given throughout is skipped or repeated.</remarks>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    IAsyncEnumerable<Consent> ReadAllAsync(CancellationToken cancellationToken = default);

    /// <summary>Streams all that the members of the program ever gave and withdrew, by member and oldest first, with flat memory.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The entries.</returns>
    /// <remarks>Not of one moment, as <see cref="ReadAllAsync"/>.</remarks>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    IAsyncEnumerable<ConsentEntry> ReadStatementAsync(CancellationToken cancellationToken = default);
}
