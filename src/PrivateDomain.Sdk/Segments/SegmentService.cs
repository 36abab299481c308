using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Segments;

/// <inheritdoc/>
internal sealed class SegmentService(ProgramContext context) : ISegments
{
    private const int MembersAtOnce = 1_000;
    private const int PageSize = 500;
    private static readonly DefineOperation Define = new();
    private static readonly RetireOperation Retire = new();

    private readonly EvaluateOperation _evaluate = new(
        new MemberEvaluation(
            context.Currency,
            context.TimeZone,
            context.Options.Lifecycle.ToTerms(),
            context.Options.Levels.ToTerms(context.Currency),
            context.Options.Tags.MaxPerMember));

    private readonly ExplainOperation _explain = new(
        context.Currency, context.TimeZone, context.Options.Lifecycle.ToTerms(), context.Options.Levels.ToTerms(context.Currency));

    public ValueTask<Outcome<SegmentReceipt>> DefineAsync(DefineSegment command, CancellationToken cancellationToken = default)
    {
        RequireKept();
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(command.Rule);
        Refusal? refusal = CommandRules.Time(nameof(command.OccurredAt), command.OccurredAt)
            ?? CommandRules.Label(nameof(command.Actor), command.Actor)
            ?? RefuseTag(command.Tag)
            ?? RefuseFields(command.Rule);
        return refusal is null
            ? context.RunAsync(Define, command, cancellationToken)
            : ValueTask.FromResult(new Outcome<SegmentReceipt>(refusal));
    }

    public ValueTask<Outcome<SegmentReceipt>> RetireAsync(RetireSegment command, CancellationToken cancellationToken = default)
    {
        RequireKept();
        ArgumentNullException.ThrowIfNull(command);
        Refusal? refusal = CommandRules.Time(nameof(command.OccurredAt), command.OccurredAt) ?? CommandRules.Label(nameof(command.Actor), command.Actor);
        return refusal is null
            ? context.RunAsync(Retire, command, cancellationToken)
            : ValueTask.FromResult(new Outcome<SegmentReceipt>(refusal));
    }

    public ValueTask<Segment?> GetAsync(SegmentId segmentId, CancellationToken cancellationToken = default)
    {
        RequireKept();
        return context.FindAsync<Segment>(Segment.KeyOf(context.Program.Value, segmentId), cancellationToken);
    }

    public async ValueTask<IReadOnlyList<Segment>> GetAllAsync(CancellationToken cancellationToken = default)
    {
        RequireKept();
        var all = new List<Segment>();
        await foreach (Segment segment in context.ReadAllAsync(Segment.Schema, cancellationToken).ConfigureAwait(false))
        {
            all.Add(segment);
        }

        return all;
    }

    public ValueTask<Page<SegmentVersion>> GetVersionsAsync(SegmentId segmentId, PageRequest? page = null, CancellationToken cancellationToken = default)
    {
        RequireKept();
        return context.GetPageAsync(SegmentVersion.Schema, segmentId.Value, page, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<SegmentStanding>> GetOfMemberAsync(MemberId memberId, CancellationToken cancellationToken = default)
    {
        RequireKept();
        var standings = new List<SegmentStanding>();
        memberId = await context.OwnerOfAsync(memberId, cancellationToken).ConfigureAwait(false);
        var query = new RecordQuery(SegmentStanding.Schema.Primary, context.Program.Value, PageSize, memberId.Value);
        await foreach (SegmentStanding standing in context.ReadAllAsync<SegmentStanding>(query, cancellationToken).ConfigureAwait(false))
        {
            if (standing.IsIn)
            {
                standings.Add(standing);
            }
        }

        return standings;
    }

    public IAsyncEnumerable<SegmentStanding> ReadMembersAsync(SegmentId segmentId, CancellationToken cancellationToken = default)
    {
        RequireKept();
        ColumnValue segment = ColumnValue.Of(segmentId.Value);
        return context.ReadAllAsync<SegmentStanding>(
            new RecordQuery(SegmentStanding.MembersIn, context.Program.Value, PageSize, From: segment, Through: segment), cancellationToken);
    }

    public async ValueTask<long> CountAsync(SegmentId segmentId, CancellationToken cancellationToken = default)
    {
        RequireKept();
        SegmentTally? tally = await context.FindAsync<SegmentTally>(
            SegmentTally.KeyOf(context.Program.Value, segmentId), cancellationToken).ConfigureAwait(false);
        return tally?.Members ?? 0;
    }

    public IAsyncEnumerable<SegmentEvent> ReadEventsAsync(SegmentId segmentId, CancellationToken cancellationToken = default)
    {
        RequireKept();
        ColumnValue segment = ColumnValue.Of(segmentId.Value);
        return context.ReadAllAsync<SegmentEvent>(
            new RecordQuery(SegmentEvent.BySegment, context.Program.Value, PageSize, From: segment, Through: segment), cancellationToken);
    }

    public ValueTask<Outcome<RuleExplanation>> ExplainAsync(
        MemberId memberId, SegmentRule rule, DateTimeOffset? asOf = null, CancellationToken cancellationToken = default)
    {
        RequireKept();
        ArgumentNullException.ThrowIfNull(rule);
        DateTimeOffset moment = Moment(asOf);
        return RefuseFields(rule) is { } refusal
            ? ValueTask.FromResult(new Outcome<RuleExplanation>(refusal))
            : context.RunAsync(_explain, new ExplainOperation.Command(memberId, rule, moment), cancellationToken);
    }

    public async ValueTask<Outcome<SegmentPreview>> PreviewAsync(
        SegmentRule rule, DateTimeOffset? asOf = null, IProgress<SegmentPreview>? progress = null, CancellationToken cancellationToken = default)
    {
        RequireKept();
        ArgumentNullException.ThrowIfNull(rule);
        DateTimeOffset moment = Moment(asOf);
        if (RefuseFields(rule) is { } refusal)
        {
            return new Outcome<SegmentPreview>(refusal);
        }

        var preview = new SegmentPreview(0, 0);
        await ForEachMemberAsync(
            memberId => context.RunAsync(_explain, new ExplainOperation.Command(memberId, rule, moment), cancellationToken),
            explanations =>
            {
                preview = new SegmentPreview(preview.Members + explanations.Length, preview.Matching + explanations.Count(static e => e.IsAccepted && e.Value.Holds));
                progress?.Report(preview);
            },
            cancellationToken,
            static member => member is { MergedInto: null, ErasedAt: null }).ConfigureAwait(false);
        return new Outcome<SegmentPreview>(preview);
    }

    public async ValueTask<SegmentSweep> EvaluateDueAsync(
        DateTimeOffset? asOf = null, IProgress<SegmentSweep>? progress = null, CancellationToken cancellationToken = default)
    {
        RequireKept();
        DateTimeOffset moment = Moment(asOf);
        var sweep = new SegmentSweep(0, 0, 0, 0);
        var due = new RecordQuery(SegmentStanding.Due, context.Program.Value, PageSize, Through: ColumnValue.Of(moment));
        var members = new HashSet<MemberId>();
        await foreach (SegmentStanding standing in context.ReadAllAsync<SegmentStanding>(due, cancellationToken).ConfigureAwait(false))
        {
            members.Add(standing.MemberId);
            if (members.Count == MembersAtOnce)
            {
                sweep = await EvaluateAsync(sweep, members, moment, progress, cancellationToken).ConfigureAwait(false);
            }
        }

        return await EvaluateAsync(sweep, members, moment, progress, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<SegmentSweep> RecomputeAsync(
        DateTimeOffset? asOf = null, IProgress<SegmentSweep>? progress = null, CancellationToken cancellationToken = default)
    {
        RequireKept();
        DateTimeOffset moment = Moment(asOf);
        var sweep = new SegmentSweep(0, 0, 0, 0);
        await ForEachMemberAsync(
            memberId => context.RunAsync(_evaluate, new EvaluateOperation.Command(memberId, moment, IsDueOnly: false), cancellationToken),
            evaluations => sweep = Add(sweep, evaluations, progress),
            cancellationToken).ConfigureAwait(false);
        return sweep;
    }

    private static Refusal? RefuseTag(SegmentTag? tag) => tag is null
        ? null
        : CommandRules.RequiredLabel("Tag.Group", tag.Group) ?? CommandRules.RequiredLabel("Tag.Value", tag.Value);

    private static SegmentSweep Add(SegmentSweep sweep, Outcome<SegmentEvaluation>[] evaluations, IProgress<SegmentSweep>? progress)
    {
        sweep = new SegmentSweep(
            sweep.Members + evaluations.Length,
            sweep.Evaluated + evaluations.Sum(static e => (long)e.Value.Evaluated),
            sweep.Entered + evaluations.Sum(static e => (long)e.Value.Entered),
            sweep.Left + evaluations.Sum(static e => (long)e.Value.Left))
        {
            TagsSet = sweep.TagsSet + evaluations.Sum(static e => (long)e.Value.Tags.Set),
            TagsRemoved = sweep.TagsRemoved + evaluations.Sum(static e => (long)e.Value.Tags.Removed),
            TagsWithheld = sweep.TagsWithheld + evaluations.Sum(static e => (long)e.Value.Tags.Withheld),
        };
        progress?.Report(sweep);
        return sweep;
    }

    private async ValueTask<SegmentSweep> EvaluateAsync(
        SegmentSweep sweep, HashSet<MemberId> members, DateTimeOffset moment, IProgress<SegmentSweep>? progress, CancellationToken cancellationToken)
    {
        var inFlight = new List<Task<Outcome<SegmentEvaluation>>>(members.Count);
        foreach (MemberId memberId in members)
        {
            inFlight.Add(context.RunAsync(_evaluate, new EvaluateOperation.Command(memberId, moment, IsDueOnly: true), cancellationToken).AsTask());
        }

        members.Clear();
        return Add(sweep, await Task.WhenAll(inFlight).ConfigureAwait(false), progress);
    }

    /// <summary>Runs something for every member, a portion at a time.</summary>
    private async ValueTask ForEachMemberAsync<T>(
        Func<MemberId, ValueTask<Outcome<T>>> run, Action<Outcome<T>[]> report, CancellationToken cancellationToken, Predicate<Member>? which = null)
        where T : class
    {
        var inFlight = new List<Task<Outcome<T>>>(MembersAtOnce);
        await foreach (Member member in context.ReadAllAsync(Member.Schema, cancellationToken).ConfigureAwait(false))
        {
            if (which?.Invoke(member) == false)
            {
                continue;
            }

            inFlight.Add(run(member.MemberId).AsTask());
            if (inFlight.Count == MembersAtOnce)
            {
                report(await Task.WhenAll(inFlight).ConfigureAwait(false));
                inFlight.Clear();
            }
        }

        report(await Task.WhenAll(inFlight).ConfigureAwait(false));
    }

    private DateTimeOffset Moment(DateTimeOffset? asOf) => CommandRules.RequireTime(asOf ?? context.Now, nameof(asOf)).ToUniversalTime();

    private Refusal? RefuseFields(SegmentRule rule) => SegmentRules.RefuseFields(rule, field => StoredFacts.IsKept(field, context.Options));

    private void RequireKept()
    {
        if (!context.Options.Segments.AreKept)
        {
            throw new InvalidOperationException("Segments are not kept by this host: call Segments() inside AddPrivateDomain.");
        }
    }
}
