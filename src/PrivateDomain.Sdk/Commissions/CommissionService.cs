using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Commissions;

/// <inheritdoc/>
internal sealed class CommissionService(ProgramContext context) : ICommissions
{
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
        CommissionAccount? account = await context.FindAsync<CommissionAccount>(
            CommissionAccount.KeyOf(context.Program.Value, memberId, unit), cancellationToken).ConfigureAwait(false);
        return new CommissionBalance(memberId, new Money(account?.Accrued ?? 0, unit), new Money(account?.ClawedBack ?? 0, unit));
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
        }

        return tally.ToTotals();
    }
}
