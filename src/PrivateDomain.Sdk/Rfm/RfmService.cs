using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Rfm;

/// <inheritdoc/>
internal sealed class RfmService(ProgramContext context) : IRfm
{
    private const int AtOnce = 500;
    private static readonly KeepRunOperation KeepRun = new();
    private static readonly ScoreMemberOperation ScoreMember = new();

    public async ValueTask<Outcome<RfmRun>> ScoreAsync(
        DateTimeOffset? asOf = null, IProgress<RfmProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        RequireKept();
        DateTimeOffset moment = CommandRules.RequireTime(asOf ?? context.Now, nameof(asOf)).ToUniversalTime();
        DateOnly day = BusinessDates.Of(moment, context.TimeZone);
        RfmRun? latest = await GetLatestRunAsync(cancellationToken).ConfigureAwait(false);
        if (latest?.AsOf > day)
        {
            return new Outcome<RfmRun>(new Refusal(
                RfmRefusals.LaterRun, $"{DayText.Of(latest.AsOf)} was scored already; score a day from then on, or read the history for {DayText.Of(day)}."));
        }

        var done = new RfmProgress(0, 0, 0);
        RfmScoring? scoring = KnownOf(day, latest);
        if (scoring is null)
        {
            RfmDistribution distribution = await CountAsync(day, progress, cancellationToken).ConfigureAwait(false);
            if (distribution.Count == 0)
            {
                return new Outcome<RfmRun>(new Refusal(
                    RfmRefusals.NoBuyers, $"No member had an order that counts by {DayText.Of(day)}, so there is nothing to find cuts in; score a later day, or choose cuts."));
            }

            done = new RfmProgress(distribution.Count, 0, 0);
            scoring = RfmScoring.From(context.Options.Rfm, distribution, context.Currency);
        }

        RfmRun run = await KeepAsync(
            new RfmRun { Program = context.Program.Value, AsOf = day, Cuts = scoring.Cuts.ToString(), Version = scoring.Version }, isBeginning: true, cancellationToken)
            .ConfigureAwait(false);
        if (run.Cuts != scoring.Cuts.ToString())
        {
            // Another host found them first.
            scoring = new RfmScoring(RfmCuts.Parse(run.Cuts), context.Options.Rfm.Segments);
        }

        return new Outcome<RfmRun>(await ScoreAllAsync(scoring, run, moment, done, progress, cancellationToken).ConfigureAwait(false));
    }

    public ValueTask<RfmState?> GetAsync(MemberId memberId, CancellationToken cancellationToken = default)
    {
        RequireKept();
        return context.FindOfMemberAsync<RfmState>(memberId, id => RfmState.KeyOf(context.Program.Value, id), cancellationToken);
    }

    public ValueTask<Page<RfmEntry>> GetHistoryAsync(MemberId memberId, PageRequest? page = null, CancellationToken cancellationToken = default)
    {
        RequireKept();
        return context.GetPageAsync(RfmEntry.Schema, memberId.Value, page, cancellationToken);
    }

    public IAsyncEnumerable<RfmState> ReadMembersAsync(string segment, CancellationToken cancellationToken = default)
    {
        RequireKept();
        ColumnValue name = ColumnValue.Of(Identifier.Require(segment, "segment"));
        return context.ReadAllAsync<RfmState>(
            new RecordQuery(RfmState.BySegment, context.Program.Value, AtOnce, From: name, Through: name), cancellationToken);
    }

    public async ValueTask<RfmRun?> GetLatestRunAsync(CancellationToken cancellationToken = default) =>
        (await GetRunsAsync(new PageRequest { Size = 1 }, cancellationToken).ConfigureAwait(false)).Items is [var latest] ? latest : null;

    public ValueTask<Page<RfmRun>> GetRunsAsync(PageRequest? page = null, CancellationToken cancellationToken = default)
    {
        RequireKept();
        return context.GetPageAsync(RfmRun.Schema, RfmRun.Place, page, cancellationToken);
    }

    /// <summary>The scoring that needs no counting: by cuts that were chosen, or that an earlier attempt at the day has found by the same settings.</summary>
    private RfmScoring? KnownOf(DateOnly day, RfmRun? latest)
    {
        RfmOptions options = context.Options.Rfm;
        if (options.Binning == RfmBinning.FixedCuts)
        {
            return RfmScoring.From(options, new RfmDistribution(), context.Currency);
        }

        if (latest?.AsOf != day)
        {
            return null;
        }

        RfmCuts cuts = RfmCuts.Parse(latest.Cuts);
        long unit = options.MonetaryUnit ?? context.Currency.MinorUnitsPerUnit;
        return cuts.Binning == options.Binning && cuts.Bins == options.Bins && cuts.MonetaryUnit == unit ? new RfmScoring(cuts, options.Segments) : null;
    }

    private async ValueTask<RfmDistribution> CountAsync(DateOnly day, IProgress<RfmProgress>? progress, CancellationToken cancellationToken)
    {
        var distribution = new RfmDistribution();
        await foreach (RfmBuyer buyer in new RfmBuyers(context, day).ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (buyer.Input is { } input)
            {
                distribution.Add(input);
                if (distribution.Count % AtOnce == 0)
                {
                    progress?.Report(new RfmProgress(distribution.Count, 0, 0));
                }
            }
        }

        return distribution;
    }

    private async ValueTask<RfmRun> ScoreAllAsync(
        RfmScoring scoring, RfmRun run, DateTimeOffset moment, RfmProgress done, IProgress<RfmProgress>? progress, CancellationToken cancellationToken)
    {
        var totals = new RfmTotals();
        var portion = new List<ScoreMemberOperation.Command>(AtOnce);
        await foreach (RfmBuyer buyer in new RfmBuyers(context, run.AsOf).ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            RfmStanding? standing = buyer.Input is { } input ? scoring.Of(input, run.AsOf) : null;
            if (standing is not null)
            {
                totals.Add(standing.Segment, buyer.Input!.Value);
            }

            portion.Add(new ScoreMemberOperation.Command(buyer.MemberId, standing, run.AsOf, moment));
            if (portion.Count == AtOnce)
            {
                (run, done) = await ScoreAsync(run, done, portion, progress, cancellationToken).ConfigureAwait(false);
            }
        }

        (run, _) = await ScoreAsync(run, done, portion, progress, cancellationToken).ConfigureAwait(false);
        return await KeepAsync(
            run with { Cuts = scoring.Cuts.ToString(), Version = scoring.Version, IsComplete = true, Members = totals.Members, Totals = totals.ToList() },
            isBeginning: false,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Scores a portion of members; those who have the same scores already cost one read in all.</summary>
    private async ValueTask<(RfmRun Run, RfmProgress Done)> ScoreAsync(
        RfmRun run, RfmProgress done, List<ScoreMemberOperation.Command> portion, IProgress<RfmProgress>? progress, CancellationToken cancellationToken)
    {
        Snapshot found = await context.LoadAsync(
            new ReadSet([.. portion.Select(command => RfmState.KeyOf(context.Program.Value, command.MemberId))], []), cancellationToken).ConfigureAwait(false);
        var inFlight = new List<Task<Outcome<RfmProgress>>>();
        for (int i = 0; i < portion.Count; i++)
        {
            var before = (RfmState?)found.Records[i];
            if (RfmPosting.After(before, context.Program.Value, portion[i].MemberId, portion[i].Standing, run.AsOf) == before)
            {
                continue;
            }

            if (run.IsComplete)
            {
                // What it came to no longer holds, until everybody is scored again.
                run = await KeepAsync(run with { IsComplete = false, Members = 0, Totals = [] }, isBeginning: false, cancellationToken).ConfigureAwait(false);
            }

            inFlight.Add(context.RunAsync(ScoreMember, portion[i], cancellationToken).AsTask());
        }

        long changed = (await Task.WhenAll(inFlight).ConfigureAwait(false)).Sum(static outcome => outcome.Value.Changed);
        done = new RfmProgress(done.Counted, done.Scored + portion.Count, done.Changed + changed);
        portion.Clear();
        progress?.Report(done);
        return (run, done);
    }

    private async ValueTask<RfmRun> KeepAsync(RfmRun run, bool isBeginning, CancellationToken cancellationToken) =>
        (await context.RunAsync(KeepRun, new KeepRunOperation.Command(run, isBeginning), cancellationToken).ConfigureAwait(false)).Value;

    private void RequireKept()
    {
        if (!context.Options.Rfm.IsKept)
        {
            throw new InvalidOperationException("RFM scores are not kept by this host: call Rfm() inside AddPrivateDomain.");
        }
    }
}
