using Microsoft.Extensions.Hosting;
using OrderReplay.Input;
using OrderReplay.Output;
using PrivateDomain.Sdk;
using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Verification;

namespace OrderReplay.Replaying;

/// <summary>The replay, as a background service of a host: it does its work once and stops the host.</summary>
internal sealed class ReplayWorker(
    IPrivateDomain privateDomain,
    ReplayArguments arguments,
    ReplayInput input,
    ReplayProgress progress,
    StatementFiles statements,
    IHostApplicationLifetime lifetime)
    : BackgroundService
{
    private readonly TaskCompletionSource<ReplayResult?> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The end of the replay: its result, what broke it, or that it was stopped. A share has no result: others are still at work.</summary>
    public Task<ReplayResult?> Result => _result.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            _result.SetResult(await ReplayAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            _result.SetCanceled(stoppingToken);
        }
        catch (Exception e)
        {
            _result.SetException(e);
        }
        finally
        {
            lifetime.StopApplication();
        }
    }

    private async Task<ReplayResult?> ReplayAsync(CancellationToken cancellationToken)
    {
        (MemberReplay members, EventTally tally) = await BringAllAsync(cancellationToken);
        if (arguments.Share is not null)
        {
            return null;
        }

        (PointTotals points, CommissionTotals commission) = await progress.Totals.TimeAsync(0, () => AddUpAsync(cancellationToken));
        IReadOnlyList<Payee> topPayees = await progress.Statements.TimeAsync(
            0, () => statements.WriteAsync(progress.Statements, cancellationToken));
        VerificationReport report = await progress.Verify.TimeAsync(0, () => VerifyAsync(cancellationToken));
        return new ReplayResult(input, tally, members.Rejected, points, commission, topPayees, report);
    }

    private async Task<(MemberReplay Members, EventTally Events)> BringAllAsync(CancellationToken cancellationToken)
    {
        int memberCalls = input.Members.Count + CountBrought();
        using NoGCRegion? region = arguments.Store.Kind == ReplayStoreKind.Memory ? NoGCRegion.TryBegin(memberCalls + input.Orders.Events) : null;
        return (
            await progress.Members.TimeAsync(memberCalls, () => BringMembersAsync(cancellationToken)),
            await progress.Orders.TimeAsync(input.Orders.Events, () => ReplayEventsAsync(cancellationToken)));
    }

    private int CountBrought() => input.Members.Count(static m => m.Referrer is not null);

    private async Task<MemberReplay> BringMembersAsync(CancellationToken cancellationToken)
    {
        var members = new MemberReplay(privateDomain, input.Orders.FirstEventAt);
        await members.RunAsync(input.Members, progress.Members, cancellationToken);
        return members;
    }

    private async Task<EventTally> ReplayEventsAsync(CancellationToken cancellationToken)
    {
        var events = new EventReplay(privateDomain, PointRedemption.ShareOfAvailable(input.Plan.RedeemShare), progress.Orders);
        IEnumerable<ShopEvent> mine = input.Orders.ReadEvents();
        if (arguments.Share is { } share)
        {
            mine = mine.Where(e => share.Has(StableHash.Of(e.MemberId)));
        }

        await MemberLanes.RunAsync(mine, arguments.Store.CallsInFlight, events.ApplyAsync, cancellationToken);
        return events.Tally;
    }

    private async Task<(PointTotals Points, CommissionTotals Commission)> AddUpAsync(CancellationToken cancellationToken)
    {
        var members = new Progress<ExpirySweep>(sweep => progress.Totals.Report(sweep.Members));
        await privateDomain.Points.ExpireAsync(input.Plan.AsOf, members, cancellationToken);
        return (await privateDomain.Points.GetTotalsAsync(cancellationToken), await privateDomain.Commissions.GetTotalsAsync(cancellationToken));
    }

    private async Task<VerificationReport> VerifyAsync(CancellationToken cancellationToken)
    {
        var records = new Progress<VerificationProgress>(p => progress.Verify.Report(p.RecordsRead));
        return await privateDomain.VerifyAsync(privateDomain.Program, records, cancellationToken);
    }
}
