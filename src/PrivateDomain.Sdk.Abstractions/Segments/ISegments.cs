using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Segments;

/// <summary>The segments of a program, and who belongs to them. Thread-safe.</summary>
/// <remarks>
/// <para>
/// Whatever changes what is known of a member changes his segments in the same commit: only the rules that ask for what has changed are evaluated.
/// What days bring about by themselves is booked by <see cref="EvaluateDueAsync"/>, which a host calls once a day. <see cref="RecomputeAsync"/> looks
/// at everybody, and is called once after a segment was defined or changed. All of them come to the same.
/// </para>
/// <para>Every member throws <see cref="InvalidOperationException"/> where segments are not kept: call <c>Segments()</c> inside <c>AddPrivateDomain</c>.</para>
/// </remarks>
public interface ISegments
{
    /// <summary>Defines a segment, or changes it. Members are not looked at: call <see cref="RecomputeAsync"/> then.</summary>
    /// <param name="command">Which segment and rule.</param>
    /// <param name="cancellationToken">Cancels waiting; the definition is then stored whole or not at all.</param>
    /// <returns>
    /// The receipt, or a refusal: <see cref="SegmentRefusals.FieldNotKept"/>, <see cref="SegmentRefusals.TooMany"/>,
    /// <see cref="SegmentRefusals.AsksForRuleTags"/>, <see cref="Tags.TagRefusals.GroupNotFound"/>,
    /// <see cref="Operations.OperationRefusals.TimeOutOfRange"/>, <see cref="Operations.OperationRefusals.InvalidText"/>.
    /// </returns>
    /// <remarks>Idempotent by operation id; a rule and a tag that are in force already make no new version.</remarks>
    /// <exception cref="Storage.StoreException">The store failed; call again with the same command.</exception>
    ValueTask<Outcome<SegmentReceipt>> DefineAsync(DefineSegment command, CancellationToken cancellationToken = default);

    /// <summary>Gives a segment up. Its members leave, and lose its tag, when they are looked at next: call <see cref="RecomputeAsync"/> then.</summary>
    /// <param name="command">Which segment.</param>
    /// <param name="cancellationToken">Cancels waiting; the change is then stored whole or not at all.</param>
    /// <returns>The receipt, or a refusal: <see cref="SegmentRefusals.NotFound"/>, <see cref="Operations.OperationRefusals.TimeOutOfRange"/>.</returns>
    /// <remarks>Idempotent by operation id; a segment that is retired already stays so.</remarks>
    /// <exception cref="Storage.StoreException">The store failed; call again with the same command.</exception>
    ValueTask<Outcome<SegmentReceipt>> RetireAsync(RetireSegment command, CancellationToken cancellationToken = default);

    /// <summary>Reads a segment as it is in force.</summary>
    /// <param name="segmentId">Which segment.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The segment, or <see langword="null"/>.</returns>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<Segment?> GetAsync(SegmentId segmentId, CancellationToken cancellationToken = default);

    /// <summary>Reads all segments, the retired ones too, by id.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The segments.</returns>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<IReadOnlyList<Segment>> GetAllAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads the versions of a segment, latest first.</summary>
    /// <param name="segmentId">Which segment.</param>
    /// <param name="page">Which page; the first when left out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The versions.</returns>
    /// <exception cref="ArgumentException">The page is not usable.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<Page<SegmentVersion>> GetVersionsAsync(SegmentId segmentId, PageRequest? page = null, CancellationToken cancellationToken = default);

    /// <summary>Reads the segments that a member belongs to, by id.</summary>
    /// <param name="memberId">Who.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>His standings in them; empty for who is not registered.</returns>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<IReadOnlyList<SegmentStanding>> GetOfMemberAsync(MemberId memberId, CancellationToken cancellationToken = default);

    /// <summary>Streams the members of a segment, by member id, with flat memory.</summary>
    /// <param name="segmentId">Which segment.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Their standings. Who belongs to it throughout is there once.</returns>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    IAsyncEnumerable<SegmentStanding> ReadMembersAsync(SegmentId segmentId, CancellationToken cancellationToken = default);

    /// <summary>Counts the members of a segment, in one read.</summary>
    /// <param name="segmentId">Which segment.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How many; 0 for a segment that there is not.</returns>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<long> CountAsync(SegmentId segmentId, CancellationToken cancellationToken = default);

    /// <summary>Streams who entered and left a segment, by the time of the decision, with flat memory.</summary>
    /// <param name="segmentId">Which segment.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The events, each once.</returns>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    IAsyncEnumerable<SegmentEvent> ReadEventsAsync(SegmentId segmentId, CancellationToken cancellationToken = default);

    /// <summary>Explains why a rule holds for a member, or why not, from what is known of him now. Changes nothing.</summary>
    /// <param name="memberId">Who.</param>
    /// <param name="rule">The rule; a segment's own, or any other.</param>
    /// <param name="asOf">The moment whose day counts as today; now when left out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>
    /// The explanation, or a refusal: <see cref="MemberRefusals.NotFound"/>, <see cref="SegmentRefusals.FieldNotKept"/>. Neither is stored.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is not between the years 1900 and 9000.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<Outcome<RuleExplanation>> ExplainAsync(
        MemberId memberId, SegmentRule rule, DateTimeOffset? asOf = null, CancellationToken cancellationToken = default);

    /// <summary>Counts the members for whom a rule holds, looking at everybody. Changes nothing.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="asOf">The moment whose day counts as today; now when left out.</param>
    /// <param name="progress">Is told of the count so far.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The count, or a refusal: <see cref="SegmentRefusals.FieldNotKept"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is not between the years 1900 and 9000.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<Outcome<SegmentPreview>> PreviewAsync(
        SegmentRule rule, DateTimeOffset? asOf = null, IProgress<SegmentPreview>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Books what days have brought about: looks at the members whose standing may have changed by itself.</summary>
    /// <param name="asOf">The moment whose day counts as today; now when left out.</param>
    /// <param name="progress">Is told what was done so far.</param>
    /// <param name="cancellationToken">Cancels; what was booked stays.</param>
    /// <returns>What was done.</returns>
    /// <remarks>May run anywhere, any number of times, also beside traffic and itself.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The time is not between the years 1900 and 9000.</exception>
    /// <exception cref="Storage.StoreException">The store failed; what was booked stays, and calling again goes on.</exception>
    ValueTask<SegmentSweep> EvaluateDueAsync(
        DateTimeOffset? asOf = null, IProgress<SegmentSweep>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Looks at every member and every segment, with flat memory. Finds nothing to change where all was kept.</summary>
    /// <param name="asOf">The moment whose day counts as today; now when left out.</param>
    /// <param name="progress">Is told what was done so far.</param>
    /// <param name="cancellationToken">Cancels; what was done stays.</param>
    /// <returns>What was done.</returns>
    /// <remarks>May run anywhere, any number of times, also beside traffic and itself.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The time is not between the years 1900 and 9000.</exception>
    /// <exception cref="Storage.StoreException">The store failed; what was done stays, and calling again goes on.</exception>
    ValueTask<SegmentSweep> RecomputeAsync(
        DateTimeOffset? asOf = null, IProgress<SegmentSweep>? progress = null, CancellationToken cancellationToken = default);
}
