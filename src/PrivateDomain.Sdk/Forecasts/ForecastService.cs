using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Forecasts;

/// <inheritdoc/>
internal sealed class ForecastService(ProgramContext context) : IForecasts
{
    private const int AtOnce = 500;
    private static readonly KeepForecastRunOperation KeepRun = new();
    private static readonly StoreForecastOperation Store = new();

    public async ValueTask<Outcome<ForecastRun>> RunAsync(
        DateTimeOffset? asOf = null, IProgress<ForecastProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        RequireKept();
        DateTimeOffset moment = CommandRules.RequireTime(asOf ?? context.Now, nameof(asOf)).ToUniversalTime();
        DateOnly day = BusinessDates.Of(moment, context.TimeZone);
        ForecastRun? latest = await GetLatestRunAsync(cancellationToken).ConfigureAwait(false);
        if (latest?.AsOf > day)
        {
            return new Outcome<ForecastRun>(new Refusal(
                ForecastRefusals.LaterRun, $"{DayText.Of(latest.AsOf)} was forecast already; run a day from then on."));
        }

        ForecastModels? models = latest?.AsOf == day && IsOfSettings(latest) ? ForecastModels.Of(latest) : null;
        var done = new ForecastProgress(0, 0, 0);
        if (models is null)
        {
            BuyerCensus census = await CountAsync(day, progress, cancellationToken).ConfigureAwait(false);
            Outcome<ForecastModels> fitted = census.Fit(context.Options.Forecasts, cancellationToken);
            if (!fitted.IsAccepted)
            {
                return new Outcome<ForecastRun>(fitted.Refusal);
            }

            done = new ForecastProgress(census.Members, 0, 0);
            models = fitted.Value;
        }

        ForecastRun run = await KeepAsync(models.ToRun(context.Program.Value, day), isBeginning: true, cancellationToken).ConfigureAwait(false);

        // Another host may have fitted them first.
        return new Outcome<ForecastRun>(
            await ForecastAllAsync(ForecastModels.Of(run), run, moment, done, progress, cancellationToken).ConfigureAwait(false));
    }

    public ValueTask<MemberForecast?> GetAsync(MemberId memberId, CancellationToken cancellationToken = default)
    {
        RequireKept();
        return context.FindOfMemberAsync<MemberForecast>(memberId, id => MemberForecast.KeyOf(context.Program.Value, id), cancellationToken);
    }

    public IAsyncEnumerable<MemberForecast> ReadAsync(CancellationToken cancellationToken = default)
    {
        RequireKept();
        return context.ReadAllAsync(MemberForecast.Schema, cancellationToken);
    }

    public async ValueTask<ForecastRun?> GetLatestRunAsync(CancellationToken cancellationToken = default) =>
        (await GetRunsAsync(new PageRequest { Size = 1 }, cancellationToken).ConfigureAwait(false)).Items is [var latest] ? latest : null;

    public ValueTask<Page<ForecastRun>> GetRunsAsync(PageRequest? page = null, CancellationToken cancellationToken = default)
    {
        RequireKept();
        return context.GetPageAsync(ForecastRun.Schema, ForecastRun.Place, page, cancellationToken);
    }

    private bool IsOfSettings(ForecastRun run) =>
        run.Model == context.Options.Forecasts.Model && run.HorizonDays == context.Options.Forecasts.HorizonDays
        && run.SpendParameters is not null == context.Options.Forecasts.WithValue;

    private async ValueTask<BuyerCensus> CountAsync(DateOnly day, IProgress<ForecastProgress>? progress, CancellationToken cancellationToken)
    {
        var census = new BuyerCensus();
        await foreach (ForecastBuyer buyer in new ForecastBuyers(context, day).ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (buyer.HasBought)
            {
                census.Add(buyer);
                if (census.Members % AtOnce == 0)
                {
                    progress?.Report(new ForecastProgress(census.Members, 0, 0));
                }
            }
        }

        return census;
    }

    private async ValueTask<ForecastRun> ForecastAllAsync(
        ForecastModels models, ForecastRun run, DateTimeOffset moment, ForecastProgress done, IProgress<ForecastProgress>? progress, CancellationToken cancellationToken)
    {
        var totals = new ForecastTotals();
        var portion = new List<StoreForecastOperation.Command>(AtOnce);
        string version = run.Version;
        await foreach (ForecastBuyer buyer in new ForecastBuyers(context, run.AsOf).ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            MemberForecast? forecast = buyer.HasBought ? models.Of(buyer, context.Program.Value, version) : null;
            if (forecast is not null)
            {
                totals.Add(forecast);
            }

            portion.Add(new StoreForecastOperation.Command(buyer.MemberId, forecast, run.AsOf, moment));
            if (portion.Count == AtOnce)
            {
                (run, done) = await StoreAsync(run, done, portion, progress, cancellationToken).ConfigureAwait(false);
            }
        }

        (run, _) = await StoreAsync(run, done, portion, progress, cancellationToken).ConfigureAwait(false);
        return await KeepAsync(
            run with
            {
                IsComplete = true,
                Members = totals.Members,
                ExpectedPurchasesBillionths = totals.Purchases,
                ExpectedValue = run.SpendParameters is null ? null : totals.Value,
            },
            isBeginning: false,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stores a portion of forecasts; those that stand there already cost one read in all.</summary>
    private async ValueTask<(ForecastRun Run, ForecastProgress Done)> StoreAsync(
        ForecastRun run,
        ForecastProgress done,
        List<StoreForecastOperation.Command> portion,
        IProgress<ForecastProgress>? progress,
        CancellationToken cancellationToken)
    {
        Snapshot found = await context.LoadAsync(
            new ReadSet([.. portion.Select(command => MemberForecast.KeyOf(context.Program.Value, command.MemberId))], []), cancellationToken).ConfigureAwait(false);
        var inFlight = new List<Task<Outcome<ForecastProgress>>>();
        for (int i = 0; i < portion.Count; i++)
        {
            if (StoreForecastOperation.IsSame((MemberForecast?)found.Records[i], portion[i].Forecast))
            {
                continue;
            }

            if (run.IsComplete)
            {
                // What it came to no longer holds, until everybody is forecast again.
                run = await KeepAsync(
                    run with { IsComplete = false, Members = 0, ExpectedPurchasesBillionths = 0, ExpectedValue = null }, isBeginning: false, cancellationToken)
                    .ConfigureAwait(false);
            }

            inFlight.Add(context.RunAsync(Store, portion[i], cancellationToken).AsTask());
        }

        long changed = (await Task.WhenAll(inFlight).ConfigureAwait(false)).Sum(static outcome => outcome.Value.Changed);
        done = new ForecastProgress(done.Read, done.Forecast + portion.Count, done.Changed + changed);
        portion.Clear();
        progress?.Report(done);
        return (run, done);
    }

    private async ValueTask<ForecastRun> KeepAsync(ForecastRun run, bool isBeginning, CancellationToken cancellationToken) =>
        (await context.RunAsync(KeepRun, new KeepForecastRunOperation.Command(run, isBeginning), cancellationToken).ConfigureAwait(false)).Value;

    private void RequireKept()
    {
        if (!context.Options.Forecasts.IsKept)
        {
            throw new InvalidOperationException("Forecasts are not kept by this host: call Forecasts() inside AddPrivateDomain.");
        }
    }
}
