using System.Globalization;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Points;

/// <inheritdoc/>
internal sealed class PointService(ProgramContext context) : IPoints
{
    private const int LotsAtOnce = 256;
    private const int MembersAtOnce = 500;
    private static readonly TimeSpan DefaultWindow = TimeSpan.FromDays(30);
    private static readonly SpendOperation Spend = new();
    private static readonly ReverseOperation Reverse = new();
    private static readonly ExpireOperation Expire = new();

    private readonly GrantOperation _grant = new(context.Policies);

    public ValueTask<Outcome<GrantReceipt>> GrantAsync(GrantPoints command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        Refusal? refusal = RefuseAmount(command.Points)
            ?? CommandRules.Time(nameof(command.OccurredAt), command.OccurredAt)
            ?? CommandRules.Time(nameof(command.AvailableAt), command.AvailableAt)
            ?? CommandRules.Time(nameof(command.ExpiresAt), command.ExpiresAt == PointLot.Never ? null : command.ExpiresAt)
            ?? CommandRules.Text(nameof(command.Reason), command.Reason);
        return refusal is null
            ? context.RunAsync(_grant, command, cancellationToken)
            : ValueTask.FromResult(new Outcome<GrantReceipt>(refusal));
    }

    public ValueTask<Outcome<SpendReceipt>> SpendAsync(SpendPoints command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        Refusal? refusal = RefuseAmount(command.Points)
            ?? CommandRules.Time(nameof(command.OccurredAt), command.OccurredAt)
            ?? CommandRules.Text(nameof(command.Reason), command.Reason);
        return refusal is null
            ? context.RunAsync(Spend, command, cancellationToken)
            : ValueTask.FromResult(new Outcome<SpendReceipt>(refusal));
    }

    public ValueTask<Outcome<ReversalReceipt>> ReverseAsync(ReversePoints command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        Refusal? refusal = RefuseAmount(command.Points)
            ?? CommandRules.Time(nameof(command.OccurredAt), command.OccurredAt)
            ?? CommandRules.Text(nameof(command.Reason), command.Reason);
        if (refusal is null && command.Lot < 1)
        {
            refusal = new Refusal(PointRefusals.LotNotFound, $"There is no lot {command.Lot}; name the lot that the grant's receipt names.");
        }

        return refusal is null
            ? context.RunAsync(Reverse, command, cancellationToken)
            : ValueTask.FromResult(new Outcome<ReversalReceipt>(refusal));
    }

    public ValueTask<ExpirySweep> ExpireAsync(
        DateTimeOffset? asOf = null, IProgress<ExpirySweep>? progress = null, CancellationToken cancellationToken = default)
    {
        DateTimeOffset moment = CommandRules.RequireTime(asOf ?? context.Now, nameof(asOf));
        var due = new RecordQuery(PointAccount.Due, context.Program.Value, MembersAtOnce, Through: ColumnValue.Of(moment));
        return Sweep.RunAsync(
            context.ReadAllAsync<PointAccount>(due, cancellationToken),
            MembersAtOnce,
            account => context.RunAsync(Expire, new ExpireOperation.Command(account.MemberId, moment, account.Entries), cancellationToken),
            new ExpirySweep(0, 0, 0),
            static (sum, outcome) => outcome is { IsReplayed: false, Value: { Lots: > 0 } receipt }
                ? new ExpirySweep(sum.Members + 1, sum.Lots + receipt.Lots, checked(sum.Points + receipt.Expired))
                : sum,
            progress);
    }

    public async ValueTask<PointBalance> GetBalanceAsync(
        MemberId memberId, DateTimeOffset? asOf = null, TimeSpan? expiringWithin = null, CancellationToken cancellationToken = default)
    {
        DateTimeOffset moment = CommandRules.RequireTime(asOf ?? context.Now, nameof(asOf)).ToUniversalTime();
        TimeSpan window = expiringWithin ?? DefaultWindow;
        ArgumentOutOfRangeException.ThrowIfLessThan(window, TimeSpan.Zero, nameof(expiringWithin));
        ColumnValue horizon = ColumnValue.Of(window < PointLot.Never - moment ? moment + window : PointLot.Never.AddTicks(-1));
        for (int limit = LotsAtOnce; ; limit = checked(limit * 8))
        {
            Snapshot snapshot = await context.LoadAsync(
                new ReadSet(
                    [PointAccount.KeyOf(context.Program.Value, memberId), Member.KeyOf(context.Program.Value, memberId)],
                    [
                        new OwnerRange(PointLot.Open, memberId.Value, context.Program.Value, limit, Through: horizon),
                        new OwnerRange(PointLot.Pending, memberId.Value, context.Program.Value, limit, From: ColumnValue.Of(moment.AddTicks(1))),
                    ]),
                cancellationToken).ConfigureAwait(false);
            if (snapshot.Records[1] is Member { MergedInto: { } survivor })
            {
                memberId = survivor;
            }
            else if (snapshot.Ranges[0].IsComplete && snapshot.Ranges[1].IsComplete)
            {
                return PointRules.Balance(
                    memberId,
                    (PointAccount?)snapshot.Records[0],
                    snapshot.Ranges[0].Records.Cast<PointLot>(),
                    snapshot.Ranges[1].Records.Cast<PointLot>(),
                    moment);
            }
        }
    }

    public ValueTask<Page<PointEntry>> GetStatementAsync(MemberId memberId, PageRequest? page = null, CancellationToken cancellationToken = default) =>
        context.GetPageAsync(PointEntry.Schema, memberId.Value, page, cancellationToken);

    public IAsyncEnumerable<PointEntry> ReadStatementAsync(CancellationToken cancellationToken = default) =>
        context.ReadAllAsync(PointEntry.Schema, cancellationToken);

    public async ValueTask<PointTotals> GetTotalsAsync(CancellationToken cancellationToken = default)
    {
        var byKind = new long[Enum.GetValues<PointEntryKind>().Length];
        await foreach (PointEntry entry in ReadStatementAsync(cancellationToken).ConfigureAwait(false))
        {
            byKind[(int)entry.Kind] = checked(byKind[(int)entry.Kind] + entry.Amount);
        }

        long live = 0;
        long debt = 0;
        long members = 0;
        await foreach (PointAccount account in context.ReadAllAsync(PointAccount.Schema, cancellationToken).ConfigureAwait(false))
        {
            live = checked(live + account.Balance);
            debt = checked(debt + account.Debt);
            members += account.Balance > 0 ? 1 : 0;
        }

        // Debt that another ledger's points paid in a merge is repaid as well.
        long granted = checked(byKind[(int)PointEntryKind.Grant] + byKind[(int)PointEntryKind.Repay]);
        long repaid = checked(byKind[(int)PointEntryKind.Repay] + byKind[(int)PointEntryKind.DebtOut] - byKind[(int)PointEntryKind.DebtIn]);
        return new PointTotals(
            granted,
            byKind[(int)PointEntryKind.Spend],
            byKind[(int)PointEntryKind.Expire],
            byKind[(int)PointEntryKind.Reverse],
            byKind[(int)PointEntryKind.Debt],
            repaid,
            live,
            debt,
            members);
    }

    internal static Refusal Insufficient(long wanted, long available) => new(PointRefusals.Insufficient, string.Create(
        CultureInfo.InvariantCulture, $"{wanted} points were to be spent and {available} are available."));

    private Refusal? RefuseAmount(long points) => points >= 1 && points <= context.Options.Points.MaxPerOperation
        ? null
        : new Refusal(PointRefusals.AmountOutOfRange, string.Create(
            CultureInfo.InvariantCulture, $"{points} points are out of range; use 1 to {context.Options.Points.MaxPerOperation}."));
}
