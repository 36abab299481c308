using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Tags;

/// <summary>The tags (标签) of a program's members. Thread-safe; every write is idempotent by its operation id.</summary>
/// <remarks>
/// A tag is a value of a group, such as <c>city</c> and <c>上海</c>; both are compared by code point. Reads leave expired tags out as of their moment;
/// counts are of what is booked, and <see cref="ExpireAsync"/> books expiry.
/// </remarks>
public interface ITags
{
    /// <summary>Defines a tag group, once for all.</summary>
    /// <param name="command">Which group, and whether it is exclusive.</param>
    /// <param name="cancellationToken">Cancels waiting; the definition is then stored or not at all.</param>
    /// <returns>
    /// The receipt, also when the group is defined just so already; or a refusal: <see cref="TagRefusals.GroupFixed"/> when it is defined otherwise,
    /// <see cref="OperationRefusals.InvalidText"/>, <see cref="OperationRefusals.TimeOutOfRange"/>.
    /// </returns>
    /// <exception cref="ArgumentNullException">The command is <see langword="null"/>.</exception>
    /// <exception cref="Storage.StoreException">The store failed; call again with the same command.</exception>
    ValueTask<Outcome<TagGroupReceipt>> DefineGroupAsync(DefineTagGroup command, CancellationToken cancellationToken = default);

    /// <summary>Sets a tag on a member; in an exclusive group it takes the place of another value.</summary>
    /// <param name="command">Which tag on whom.</param>
    /// <param name="cancellationToken">Cancels waiting; the tag is then stored whole or not at all.</param>
    /// <returns>
    /// The receipt, which says what changed; or a refusal: <see cref="MemberRefusals.NotFound"/>, <see cref="TagRefusals.GroupNotFound"/>,
    /// <see cref="TagRefusals.ExpiryOutOfRange"/>, <see cref="TagRefusals.LimitReached"/>, <see cref="TagRefusals.SourceUnknown"/>,
    /// <see cref="OperationRefusals.InvalidText"/>, <see cref="OperationRefusals.TimeOutOfRange"/>.
    /// </returns>
    /// <remarks>
    /// What a stronger source has set is kept as it is, with its expiry, until it expires: that is no refusal but <see cref="TagChange.Kept"/>.
    /// Actor and reason alone change nothing.
    /// </remarks>
    /// <exception cref="ArgumentNullException">The command is <see langword="null"/>.</exception>
    /// <exception cref="Storage.StoreException">The store failed; call again with the same command.</exception>
    ValueTask<Outcome<TagReceipt>> SetAsync(SetTag command, CancellationToken cancellationToken = default);

    /// <summary>Removes a tag from a member.</summary>
    /// <param name="command">Which tag from whom.</param>
    /// <param name="cancellationToken">Cancels waiting; the tag is then removed or not at all.</param>
    /// <returns>
    /// The receipt, also when there was nothing to remove or a stronger source's tag was kept; or a refusal: <see cref="MemberRefusals.NotFound"/>,
    /// <see cref="TagRefusals.GroupNotFound"/>, <see cref="TagRefusals.SourceUnknown"/>, <see cref="OperationRefusals.InvalidText"/>,
    /// <see cref="OperationRefusals.TimeOutOfRange"/>.
    /// </returns>
    /// <exception cref="ArgumentNullException">The command is <see langword="null"/>.</exception>
    /// <exception cref="Storage.StoreException">The store failed; call again with the same command.</exception>
    ValueTask<Outcome<TagReceipt>> RemoveAsync(RemoveTag command, CancellationToken cancellationToken = default);

    /// <summary>Sets tags from a stream: each as <see cref="SetAsync"/> does, under its own key.</summary>
    /// <param name="commands">The tags; each member's are set in their order.</param>
    /// <param name="progress">Told from time to time, and at the end.</param>
    /// <param name="cancellationToken">Cancels; what was set stays set, and it is the beginning of the stream without gap.</param>
    /// <returns>What came of them. A refusal does not end the stream.</returns>
    /// <remarks>
    /// At most 1,000 commands are under way at once, and memory does not grow with the stream. After cancellation or a failure, run the same stream
    /// with the same keys again: what was done is found done. On a failure the calls under way are awaited, and the first failure is thrown; after it some
    /// later ones may have been done.
    /// </remarks>
    /// <exception cref="ArgumentException">The stream is or holds a <see langword="null"/>; what came before is done.</exception>
    /// <exception cref="Storage.StoreException">The store failed; run the stream again.</exception>
    ValueTask<TagBulk> SetManyAsync(
        IAsyncEnumerable<SetTag> commands, IProgress<TagBulk>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Books the expiry of all tags whose time has run out. Reads need it not; counts and the limit do.</summary>
    /// <param name="asOf">Up to when; now when left out.</param>
    /// <param name="progress">Told after every page.</param>
    /// <param name="cancellationToken">Cancels; what is booked stays booked.</param>
    /// <returns>What this sweep booked. A second one with the same moment books nothing.</returns>
    /// <remarks>Page by page with flat memory. Safe beside traffic, on any host, on several at once, and any number of times.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The moment lies before 1900 or after 9000.</exception>
    /// <exception cref="Storage.StoreException">The store failed; call again.</exception>
    ValueTask<TagExpirySweep> ExpireAsync(
        DateTimeOffset? asOf = null, IProgress<TagExpirySweep>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Reads all tags of a member, with one load.</summary>
    /// <param name="memberId">Whose; an unknown member has none.</param>
    /// <param name="asOf">The moment at which they must be live; now when left out. What was removed since is gone all the same.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The tags, by group and then by value, in code-point order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The moment lies before 1900 or after 9000.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<IReadOnlyList<MemberTag>> GetAsync(MemberId memberId, DateTimeOffset? asOf = null, CancellationToken cancellationToken = default);

    /// <summary>Reads a page of the members that have a tag, in code-point order of the member.</summary>
    /// <param name="group">The tag's group; an unknown one has no members.</param>
    /// <param name="value">The tag's value.</param>
    /// <param name="page">Which page; the first when left out.</param>
    /// <param name="asOf">The moment at which the tag must be live; now when left out. Give the same one for all pages.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The page. Expired tags are left out of it, so it may have fewer items than asked for, even none, and still not be the last one.</returns>
    /// <exception cref="ArgumentException">Group or value is no id text, or the page's size or cursor is not usable.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The moment lies before 1900 or after 9000.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<Page<MemberTag>> GetMembersAsync(
        string group, string value, PageRequest? page = null, DateTimeOffset? asOf = null, CancellationToken cancellationToken = default);

    /// <summary>Streams the members that have a tag, in code-point order of the member.</summary>
    /// <param name="group">The tag's group; an unknown one has no members.</param>
    /// <param name="value">The tag's value.</param>
    /// <param name="asOf">The moment at which the tag must be live; now when left out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The tags; memory stays flat.</returns>
    /// <remarks>Not of one moment: what is written meanwhile may or may not be seen, but no tag that existed throughout is skipped or repeated.</remarks>
    /// <exception cref="ArgumentException">Group or value is no id text.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The moment lies before 1900 or after 9000.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    IAsyncEnumerable<MemberTag> ReadMembersAsync(
        string group, string value, DateTimeOffset? asOf = null, CancellationToken cancellationToken = default);

    /// <summary>Reads how many members have a tag, as it is booked: expired tags count until <see cref="ExpireAsync"/> has booked them.</summary>
    /// <param name="group">The tag's group.</param>
    /// <param name="value">The tag's value.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The count, from one record; 0 for a tag that nobody ever had.</returns>
    /// <exception cref="ArgumentException">Group or value is no id text.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<long> CountAsync(string group, string value, CancellationToken cancellationToken = default);

    /// <summary>Reads a page of a group's values with their counts, as they are booked, in code-point order of the value.</summary>
    /// <param name="group">The group; an unknown one has no values.</param>
    /// <param name="page">Which page; the first when left out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The page, with the values that nobody has any more too.</returns>
    /// <exception cref="ArgumentException">The group is no id text, or the page's size or cursor is not usable.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<Page<TagCount>> GetCountsAsync(string group, PageRequest? page = null, CancellationToken cancellationToken = default);

    /// <summary>Reads a page of a member's tag history, newest entry first.</summary>
    /// <param name="memberId">Whose; an unknown member has none.</param>
    /// <param name="page">Which page; the first when left out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The page.</returns>
    /// <exception cref="ArgumentException">The page's size or cursor is not usable.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<Page<TagEntry>> GetHistoryAsync(MemberId memberId, PageRequest? page = null, CancellationToken cancellationToken = default);

    /// <summary>Reads a page of the program's tag groups, in code-point order of the name.</summary>
    /// <param name="page">Which page; the first when left out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The page.</returns>
    /// <exception cref="ArgumentException">The page's size or cursor is not usable.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<Page<TagGroup>> GetGroupsAsync(PageRequest? page = null, CancellationToken cancellationToken = default);
}
