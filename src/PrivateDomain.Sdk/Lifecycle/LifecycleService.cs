using System.Runtime.CompilerServices;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Lifecycle;

/// <inheritdoc/>
internal sealed class LifecycleService(ProgramContext context) : ILifecycle
{
    private const int MembersAtOnce = 1_000;
    private const int PageSize = 500;

    private readonly LifecycleTerms _terms = context.Options.Lifecycle.ToTerms();
    private readonly EvaluateStageOperation _evaluate =
        new(new LifecyclePosting(context.Options.Lifecycle.ToTerms(), context.Currency, context.TimeZone));

    public async ValueTask<LifecycleStanding?> GetAsync(MemberId memberId, DateTimeOffset? asOf = null, CancellationToken cancellationToken = default)
    {
        RequireKept();
        DateTimeOffset moment = Moment(asOf);
        if (await context.ResolveAsync(memberId, cancellationToken).ConfigureAwait(false) is not { } member)
        {
            return null;
        }

        memberId = member.MemberId;

        var purchases = new List<Purchase>();
        var counted = new RecordQuery(Purchase.Counted, context.Program.Value, PageSize, memberId.Value);
        await foreach (Purchase purchase in context.ReadAllAsync<Purchase>(counted, cancellationToken).ConfigureAwait(false))
        {
            purchases.Add(purchase);
        }

        return LifecycleRules.StageOf(
            PurchaseCalendar.DaysOf(purchases, context.Currency, context.TimeZone), BusinessDates.Of(moment, context.TimeZone), _terms);
    }

    public ValueTask<Page<LifecycleEvent>> GetHistoryAsync(MemberId memberId, PageRequest? page = null, CancellationToken cancellationToken = default)
    {
        RequireKept();
        return context.GetPageAsync(LifecycleEvent.Schema, memberId.Value, page, cancellationToken);
    }

    public IAsyncEnumerable<LifecycleState> ReadMembersAsync(LifecycleStage stage, CancellationToken cancellationToken = default)
    {
        RequireKept();
        ColumnValue name = ColumnValue.Of(LifecycleStageNames.Of(stage));
        return context.ReadAllAsync<LifecycleState>(
            new RecordQuery(LifecycleState.ByStage, context.Program.Value, PageSize, From: name, Through: name), cancellationToken);
    }

    public async ValueTask<long> CountAsync(LifecycleStage stage, CancellationToken cancellationToken = default)
    {
        RequireKept();
        LifecycleTally? tally = await context.FindAsync<LifecycleTally>(
            LifecycleTally.KeyOf(context.Program.Value, stage), cancellationToken).ConfigureAwait(false);
        return tally?.Members ?? 0;
    }

    public IAsyncEnumerable<LifecycleEvent> ReadEventsAsync(LifecycleStage stage, CancellationToken cancellationToken = default)
    {
        RequireKept();
        ColumnValue name = ColumnValue.Of(LifecycleStageNames.Of(stage));
        return context.ReadAllAsync<LifecycleEvent>(
            new RecordQuery(LifecycleEvent.ByStage, context.Program.Value, PageSize, From: name, Through: name), cancellationToken);
    }

    public ValueTask<LifecycleSweep> EvaluateDueAsync(
        DateTimeOffset? asOf = null, IProgress<LifecycleSweep>? progress = null, CancellationToken cancellationToken = default)
    {
        RequireKept();
        DateTimeOffset moment = Moment(asOf);
        var due = new RecordQuery(
            LifecycleState.Due, context.Program.Value, PageSize, Through: ColumnValue.Of(DayText.Of(BusinessDates.Of(moment, context.TimeZone))));
        return EvaluateAsync(MembersOf(due, cancellationToken), moment, progress, cancellationToken);
    }

    public ValueTask<LifecycleSweep> RecomputeAsync(
        DateTimeOffset? asOf = null, IProgress<LifecycleSweep>? progress = null, CancellationToken cancellationToken = default)
    {
        RequireKept();
        return EvaluateAsync(AllMembers(cancellationToken), Moment(asOf), progress, cancellationToken);
    }

    private ValueTask<LifecycleSweep> EvaluateAsync(
        IAsyncEnumerable<MemberId> members, DateTimeOffset moment, IProgress<LifecycleSweep>? progress, CancellationToken cancellationToken) =>
        Sweep.RunAsync(
            members,
            MembersAtOnce,
            memberId => context.RunAsync(_evaluate, new EvaluateStageOperation.Command(memberId, moment), cancellationToken),
            new LifecycleSweep(0, 0),
            static (sum, outcome) => new LifecycleSweep(sum.Members + outcome.Value.Members, sum.Transitions + outcome.Value.Transitions),
            progress);

    private async IAsyncEnumerable<MemberId> MembersOf(RecordQuery due, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (LifecycleState state in context.ReadAllAsync<LifecycleState>(due, cancellationToken).ConfigureAwait(false))
        {
            yield return state.MemberId;
        }
    }

    private async IAsyncEnumerable<MemberId> AllMembers([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (Member member in context.ReadAllAsync(Member.Schema, cancellationToken).ConfigureAwait(false))
        {
            yield return member.MemberId;
        }
    }

    private DateTimeOffset Moment(DateTimeOffset? asOf) => CommandRules.RequireTime(asOf ?? context.Now, nameof(asOf)).ToUniversalTime();

    private void RequireKept()
    {
        if (!context.Options.Lifecycle.IsKept)
        {
            throw new InvalidOperationException("Lifecycle stages are not kept by this host: call Lifecycle() inside AddPrivateDomain.");
        }
    }
}
