using OrderReplay.Input;
using OrderReplay.Output;
using OrderReplay.Replaying;
using PrivateDomain.Sdk;
using PrivateDomain.Sdk.Metrics;

namespace OrderReplay.Lifecycle;

/// <summary>The work: orders go in, purchases come back, and what they say of each member is written.</summary>
internal sealed class LifecycleJob(IPrivateDomain privateDomain, int callsInFlight, LifecyclePlan plan, OutputFolder folder, LifecycleProgress progress)
{
    public async Task<LifecycleResult> RunAsync(OrderFile orders, CancellationToken cancellationToken)
    {
        // Orders that an earlier host took without metrics count too. In a store without orders there is nothing to do.
        await progress.CatchUp.TimeAsync(0, () => CatchUpAsync(cancellationToken));
        EventTally events = await progress.Orders.TimeAsync(orders.Events, () => ReplayAsync(orders, cancellationToken));

        // Twice over the purchases in place of once over a list of all members: memory stays flat.
        BuyerCensus census = await progress.Read.TimeAsync(
            0, () => BuyerCensus.TakeAsync(Buyers.ReadAsync(privateDomain.Metrics, plan, cancellationToken), plan, progress.Read));
        FittedModels models = await progress.Fit.TimeAsync(
            FittedModels.Count, () => FittedModels.FitAsync(census, progress.Fit, cancellationToken));
        AssessmentTally tally = await progress.Write.TimeAsync(census.Members, () => WriteAsync(census, models, cancellationToken));
        return new LifecycleResult(plan, orders, events, census, models, tally);
    }

    private async Task<MetricRebuild> CatchUpAsync(CancellationToken cancellationToken)
    {
        var orders = new Progress<MetricRebuild>(rebuild => progress.CatchUp.Report(rebuild.Orders));
        return await privateDomain.Metrics.RebuildAsync(orders, cancellationToken);
    }

    private async Task<EventTally> ReplayAsync(OrderFile orders, CancellationToken cancellationToken)
    {
        var replay = new BuyerReplay(privateDomain, callsInFlight, progress.Orders);
        await replay.RunAsync(orders, cancellationToken);
        return replay.Tally;
    }

    private async Task<AssessmentTally> WriteAsync(BuyerCensus census, FittedModels models, CancellationToken cancellationToken)
    {
        var assessor = new Assessor(plan, census.ToScoring(plan), models);
        var tally = new AssessmentTally();
        await folder.WriteAsync(
            MembersFile.Name,
            stream => MembersFile.WriteAsync(
                stream, Buyers.ReadAsync(privateDomain.Metrics, plan, cancellationToken), assessor, tally, progress.Write, cancellationToken));
        await SegmentsFile.WriteAsync(folder, tally, plan.Currency);
        await ModelsFile.WriteAsync(folder, models);
        return tally;
    }
}
