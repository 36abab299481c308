using System.Runtime.CompilerServices;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Levels;

/// <inheritdoc/>
internal sealed class LevelService(ProgramContext context) : ILevels
{
    private const int MembersAtOnce = 1_000;
    private const int PageSize = 500;

    private readonly LevelTerms? _terms = context.Options.Levels.ToTerms(context.Currency);

    public async ValueTask<LevelStanding?> GetAsync(MemberId memberId, DateTimeOffset? asOf = null, CancellationToken cancellationToken = default)
    {
        LevelTerms terms = RequireKept();
        DateTimeOffset moment = Moment(asOf);
        if (await context.ResolveAsync(memberId, cancellationToken).ConfigureAwait(false) is not { } member)
        {
            return null;
        }

        var purchases = new List<Purchase>();
        var counted = new RecordQuery(Purchase.Counted, context.Program.Value, PageSize, member.MemberId.Value);
        await foreach (Purchase purchase in context.ReadAllAsync<Purchase>(counted, cancellationToken).ConfigureAwait(false))
        {
            purchases.Add(purchase);
        }

        return LevelRules.LevelOf(GrowthCalendar.GainsOf(purchases, terms, context.TimeZone), BusinessDates.Of(moment, context.TimeZone), terms);
    }

    public ValueTask<Page<LevelEvent>> GetHistoryAsync(MemberId memberId, PageRequest? page = null, CancellationToken cancellationToken = default)
    {
        RequireKept();
        return context.GetPageAsync(LevelEvent.Schema, memberId.Value, page, cancellationToken);
    }

    public IAsyncEnumerable<LevelState> ReadMembersAsync(string? level, CancellationToken cancellationToken = default)
    {
        RequireKept();
        ColumnValue name = NameOf(level);
        return context.ReadAllAsync<LevelState>(
            new RecordQuery(LevelState.ByLevel, context.Program.Value, PageSize, From: name, Through: name), cancellationToken);
    }

    public async ValueTask<long> CountAsync(string? level, CancellationToken cancellationToken = default)
    {
        RequireKept();
        NameOf(level);
        LevelTally? tally = await context.FindAsync<LevelTally>(LevelTally.KeyOf(context.Program.Value, level), cancellationToken).ConfigureAwait(false);
        return tally?.Members ?? 0;
    }

    public IAsyncEnumerable<LevelEvent> ReadEventsAsync(string? level, CancellationToken cancellationToken = default)
    {
        RequireKept();
        ColumnValue name = NameOf(level);
        return context.ReadAllAsync<LevelEvent>(
            new RecordQuery(LevelEvent.ByLevel, context.Program.Value, PageSize, From: name, Through: name), cancellationToken);
    }

    public ValueTask<LevelSweep> EvaluateDueAsync(
        DateTimeOffset? asOf = null, IProgress<LevelSweep>? progress = null, CancellationToken cancellationToken = default)
    {
        LevelTerms terms = RequireKept();
        DateTimeOffset moment = Moment(asOf);
        var due = new RecordQuery(
            LevelState.Due, context.Program.Value, PageSize, Through: ColumnValue.Of(DayText.Of(BusinessDates.Of(moment, context.TimeZone))));
        return EvaluateAsync(MembersOf(due, cancellationToken), terms, moment, progress, cancellationToken);
    }

    public ValueTask<LevelSweep> RecomputeAsync(
        DateTimeOffset? asOf = null, IProgress<LevelSweep>? progress = null, CancellationToken cancellationToken = default)
    {
        LevelTerms terms = RequireKept();
        return EvaluateAsync(AllMembers(cancellationToken), terms, Moment(asOf), progress, cancellationToken);
    }

    private ValueTask<LevelSweep> EvaluateAsync(
        IAsyncEnumerable<MemberId> members, LevelTerms terms, DateTimeOffset moment, IProgress<LevelSweep>? progress, CancellationToken cancellationToken)
    {
        var evaluate = new EvaluateLevelOperation(new LevelPosting(terms, context.TimeZone));
        return Sweep.RunAsync(
            members,
            MembersAtOnce,
            memberId => context.RunAsync(evaluate, new EvaluateLevelOperation.Command(memberId, moment), cancellationToken),
            new LevelSweep(0, 0),
            static (sum, outcome) => new LevelSweep(sum.Members + outcome.Value.Members, sum.Transitions + outcome.Value.Transitions),
            progress);
    }

    private async IAsyncEnumerable<MemberId> MembersOf(RecordQuery due, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (LevelState state in context.ReadAllAsync<LevelState>(due, cancellationToken).ConfigureAwait(false))
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

    private static ColumnValue NameOf(string? level) => ColumnValue.Of(level is null ? "" : Identifier.Require(level, "level"));

    private DateTimeOffset Moment(DateTimeOffset? asOf) => CommandRules.RequireTime(asOf ?? context.Now, nameof(asOf)).ToUniversalTime();

    private LevelTerms RequireKept() =>
        _terms ?? throw new InvalidOperationException("Levels are not kept by this host: call Levels(...) inside AddPrivateDomain.");
}
