using System.Runtime.CompilerServices;
using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Verification;

/// <summary>K2, K3 and R3: what sales paid stays within their base, clawbacks within accruals, and accounts agree with entries.</summary>
internal static class CommissionVerification
{
    private const int SalesAtOnce = 500;

    internal static async ValueTask RunAsync(ProgramContext context, Findings findings, CancellationToken cancellationToken)
    {
        await BeneficiariesAsync(context, findings, cancellationToken).ConfigureAwait(false);
        await SalesAsync(context, findings, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask BeneficiariesAsync(ProgramContext context, Findings findings, CancellationToken cancellationToken)
    {
        OwnerStream<CommissionAccount> accounts = await OwnerStream<CommissionAccount>.OpenAsync(context, CommissionAccount.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingAccounts = accounts.ConfigureAwait(false);
        OwnerStream<CommissionEntry> entries = await OwnerStream<CommissionEntry>.OpenAsync(context, CommissionEntry.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingEntries = entries.ConfigureAwait(false);
        OwnerStream<CommissionAccrual> accruals = await OwnerStream<CommissionAccrual>.OpenAsync(context, CommissionAccrual.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingAccruals = accruals.ConfigureAwait(false);
        while (OwnerOrder.First(accounts.NextOwner, OwnerOrder.First(entries.NextOwner, accruals.NextOwner)) is { } owner)
        {
            var sums = new Dictionary<(Currency, CommissionEntryKind), Int128>();
            while (await entries.NextOfAsync(owner).ConfigureAwait(false) is { } entry)
            {
                findings.Check(entry.Amount > 0, "L9", entry, $"the amount is {entry.Amount}");
                sums[(entry.Currency, entry.Kind)] = sums.GetValueOrDefault((entry.Currency, entry.Kind)) + entry.Amount;
            }

            var accrued = new Dictionary<(Currency, CommissionEntryKind), Int128>();
            while (await accruals.NextOfAsync(owner).ConfigureAwait(false) is { } accrual)
            {
                CheckAccrual(accrual, findings);
                Add(accrued, (accrual.Currency, CommissionEntryKind.Accrual), accrual.Accrued);
                Add(accrued, (accrual.Currency, CommissionEntryKind.Clawback), accrual.ClawedBack);
            }

            while (await accounts.NextOfAsync(owner).ConfigureAwait(false) is { } account)
            {
                CheckAccount(account, account.Accrued, CommissionEntryKind.Accrual, sums, accrued, findings);
                CheckAccount(account, account.ClawedBack, CommissionEntryKind.Clawback, sums, accrued, findings);
            }

            if (sums.Values.Concat(accrued.Values).Any(left => left != 0))
            {
                findings.Breach("K3", $"member {owner}", "there are entries or accruals in a currency without an account");
            }
        }
    }

    private static void Add(Dictionary<(Currency, CommissionEntryKind), Int128> sums, (Currency, CommissionEntryKind) key, long amount) =>
        sums[key] = sums.GetValueOrDefault(key) + amount;

    private static void CheckAccrual(CommissionAccrual accrual, Findings findings)
    {
        findings.Check(accrual.Accrued > 0 && accrual.Accrued <= accrual.Base, "K2", accrual, $"{accrual.Accrued} were earned on a base of {accrual.Base}");
        findings.Check(
            accrual.ClawedBack >= 0 && accrual.ClawedBack <= accrual.Accrued, "K3", accrual, $"{accrual.ClawedBack} of {accrual.Accrued} were taken back");
        findings.Check(accrual.Level is >= 1 and <= CommissionOptions.MaxLevels, "R3", accrual, $"level {accrual.Level} was paid");
    }

    private static void CheckAccount(
        CommissionAccount account,
        long stated,
        CommissionEntryKind kind,
        Dictionary<(Currency, CommissionEntryKind), Int128> entries,
        Dictionary<(Currency, CommissionEntryKind), Int128> accruals,
        Findings findings)
    {
        entries.Remove((account.Currency, kind), out Int128 byEntries);
        accruals.Remove((account.Currency, kind), out Int128 byAccruals);
        findings.Check(
            stated == byEntries && stated == byAccruals,
            "K3",
            account,
            $"the account says {kind} {stated}, its entries add up to {byEntries} and its accruals to {byAccruals}");
    }

    private static async ValueTask SalesAsync(ProgramContext context, Findings findings, CancellationToken cancellationToken)
    {
        var sales = new List<CommissionSale>(SalesAtOnce);
        await foreach (CommissionSale sale in context.ReadAllAsync(CommissionSale.Schema, cancellationToken).ConfigureAwait(false))
        {
            findings.Saw(sale);
            findings.Check(
                sale.RefundedBase >= 0 && sale.RefundedBase <= sale.Base, "K3", sale, $"{sale.RefundedBase} of a base of {sale.Base} are refunded");
            sales.Add(sale);
            if (sales.Count == SalesAtOnce)
            {
                await CheckSalesAsync(context, sales, findings, cancellationToken).ConfigureAwait(false);
            }
        }

        await CheckSalesAsync(context, sales, findings, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask CheckSalesAsync(
        ProgramContext context, List<CommissionSale> sales, Findings findings, CancellationToken cancellationToken)
    {
        var keys = new List<RecordKey>();
        foreach (CommissionSale sale in sales)
        {
            keys.AddRange(sale.Payees.Select(payee => CommissionAccrual.KeyOf(context.Program.Value, payee.MemberId, sale.Reference, payee.Level)));
        }

        Snapshot found = await context.LoadAsync(new ReadSet(keys, []), cancellationToken).ConfigureAwait(false);
        int next = 0;
        foreach (CommissionSale sale in sales)
        {
            Int128 paid = 0;
            Int128 back = 0;
            long taken = 0;
            foreach (CommissionPayee payee in sale.Payees)
            {
                var accrual = (CommissionAccrual?)found.Records[next++];
                paid += accrual?.Accrued ?? 0;
                back += accrual?.ClawedBack ?? 0;
                long due = CommissionRules.Amount(sale.Base - sale.RefundedBase, payee.RateBillionths, taken);
                taken += due;
                findings.Check(
                    due == (accrual?.Accrued ?? 0) - (accrual?.ClawedBack ?? 0),
                    "K3",
                    sale,
                    $"level {payee.Level} keeps {(accrual?.Accrued ?? 0) - (accrual?.ClawedBack ?? 0)} and the terms of the sale give {due}");
            }

            findings.Check(paid <= sale.Base, "K2", sale, $"{paid} were paid on a base of {sale.Base}");
            findings.Check(sale.RefundedBase < sale.Base || back == paid, "K3", sale, $"the sale is refunded in full, and {back} of {paid} were taken back");
        }

        sales.Clear();
    }
}
