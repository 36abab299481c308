using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Commissions;

/// <inheritdoc/>
internal sealed class CommissionService(ProgramContext context) : ICommissions
{
    private const int AtOnce = 500;
    private static readonly ClawBackOperation ClawBack = new();

    private readonly AccrueOperation _accrue = new(context.Policies);

    public ValueTask<Outcome<CommissionReceipt>> AccrueAsync(AccrueCommission command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        Refusal? refusal = CommissionRules.RefuseAmount(command.Base, context.Options.Commissions.MaxAmount)
            ?? CommandRules.Time(nameof(command.OccurredAt), command.OccurredAt);
        if (refusal is null && command.Base.Currency != context.Currency)
        {
            refusal = CommissionRules.CurrencyMismatch(command.Base, context.Currency);
        }

        return refusal is null
            ? context.RunAsync(_accrue, command, cancellationToken)
            : ValueTask.FromResult(new Outcome<CommissionReceipt>(refusal));
    }

    public ValueTask<Outcome<CommissionReceipt>> ClawBackAsync(ClawBackCommission command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        Refusal? refusal = CommissionRules.RefuseAmount(command.Refunded, context.Options.Commissions.MaxAmount)
            ?? CommandRules.Time(nameof(command.OccurredAt), command.OccurredAt);
        return refusal is null
            ? context.RunAsync(ClawBack, command, cancellationToken)
            : ValueTask.FromResult(new Outcome<CommissionReceipt>(refusal));
    }

    public async ValueTask<CommissionBalance> GetBalanceAsync(MemberId memberId, Currency? currency = null, CancellationToken cancellationToken = default)
    {
        Currency unit = currency ?? context.Currency;
        string program = context.Program.Value;
        Snapshot snapshot = await context.LoadAsync(
            new ReadSet([CommissionAccount.KeyOf(program, memberId, unit), Member.KeyOf(program, memberId)], []), cancellationToken).ConfigureAwait(false);
        var member = (Member?)snapshot.Records[1];
        var accounts = new List<CommissionAccount?> { (CommissionAccount?)snapshot.Records[0] };
        if (member is { MergedInto: not null } or { Absorbed.Count: > 0 })
        {
            // What each id of a person earned stays in its own ledger.
            member = await context.ResolveAsync(memberId, cancellationToken).ConfigureAwait(false);
            MemberId[] ids = [member!.MemberId, .. member.Absorbed];
            snapshot = await context.LoadAsync(
                new ReadSet([.. ids.Select(id => CommissionAccount.KeyOf(program, id, unit))], []), cancellationToken).ConfigureAwait(false);
            accounts = [.. snapshot.Records.Cast<CommissionAccount?>()];
        }

        long accrued = 0;
        long clawedBack = 0;
        foreach (CommissionAccount? account in accounts)
        {
            accrued = checked(accrued + (account?.Accrued ?? 0));
            clawedBack = checked(clawedBack + (account?.ClawedBack ?? 0));
        }

        return new CommissionBalance(member?.MemberId ?? memberId, new Money(accrued, unit), new Money(clawedBack, unit));
    }

    public ValueTask<Page<CommissionEntry>> GetStatementAsync(
        MemberId memberId, PageRequest? page = null, CancellationToken cancellationToken = default) =>
        context.GetPageAsync(CommissionEntry.Schema, memberId.Value, page, cancellationToken);

    public IAsyncEnumerable<CommissionEntry> ReadStatementAsync(CancellationToken cancellationToken = default) =>
        context.ReadAllAsync(CommissionEntry.Schema, cancellationToken);

    public async ValueTask<CommissionTotals> GetTotalsAsync(CancellationToken cancellationToken = default)
    {
        var tally = new CommissionTally();
        await foreach (CommissionEntry entry in ReadStatementAsync(cancellationToken).ConfigureAwait(false))
        {
            tally.Add(entry);
            if (tally.Waiting.Count == AtOnce)
            {
                await SettleAsync(tally, cancellationToken).ConfigureAwait(false);
            }
        }

        tally.Close();
        await SettleAsync(tally, cancellationToken).ConfigureAwait(false);
        return tally.ToTotals();
    }

    private async ValueTask SettleAsync(CommissionTally tally, CancellationToken cancellationToken)
    {
        Snapshot members = await context.LoadAsync(
            new ReadSet([.. tally.Waiting.Select(balances => Member.KeyOf(context.Program.Value, balances[0].MemberId))], []), cancellationToken)
            .ConfigureAwait(false);
        tally.Settle([.. members.Records.Cast<Member?>()]);
    }
}
