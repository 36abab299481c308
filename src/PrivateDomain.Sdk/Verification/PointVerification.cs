using System.Runtime.CompilerServices;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Verification;

/// <summary>L1-L4, L6, L9 and I7 of the points ledger: accounts, lots and entries are streamed side by side, one member at a time.</summary>
internal static class PointVerification
{
    internal static async ValueTask RunAsync(ProgramContext context, Findings findings, CancellationToken cancellationToken)
    {
        OwnerStream<PointAccount> accounts = await OwnerStream<PointAccount>.OpenAsync(context, PointAccount.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingAccounts = accounts.ConfigureAwait(false);
        OwnerStream<PointLot> lots = await OwnerStream<PointLot>.OpenAsync(context, PointLot.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingLots = lots.ConfigureAwait(false);
        OwnerStream<PointEntry> entries = await OwnerStream<PointEntry>.OpenAsync(context, PointEntry.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingEntries = entries.ConfigureAwait(false);

        var program = new PointSums();
        while (OwnerOrder.First(accounts.NextOwner, OwnerOrder.First(lots.NextOwner, entries.NextOwner)) is { } owner)
        {
            PointSums member = await MemberAsync(owner, accounts, lots, entries, findings).ConfigureAwait(false);
            program.Add(member);
        }

        if (program.Transferred != 0)
        {
            findings.Breach("L1", $"program {context.Program}", $"members gave each other {program.Transferred} points more than they took");
        }

        if (program.Issued != program.Live + program.Redeemed + program.Expired + program.Reversed + program.Repaid)
        {
            findings.Breach(
                "L2",
                $"program {context.Program}",
                $"issued {program.Issued} is not live {program.Live} + redeemed {program.Redeemed} + expired {program.Expired} "
                + $"+ reversed {program.Reversed} + repaid {program.Repaid}");
        }
    }

    private static async ValueTask<PointSums> MemberAsync(
        string owner, OwnerStream<PointAccount> accounts, OwnerStream<PointLot> lots, OwnerStream<PointEntry> entries, Findings findings)
    {
        PointAccount? account = await accounts.NextOfAsync(owner).ConfigureAwait(false);
        if (account is null)
        {
            findings.Breach("L3", $"member {owner}", "there are lots or entries but no account");
        }

        var proof = new LotProofs();
        while (await lots.NextOfAsync(owner).ConfigureAwait(false) is { } lot)
        {
            proof.Add(lot, findings);
        }

        var sums = new PointSums();
        while (await entries.NextOfAsync(owner).ConfigureAwait(false) is { } entry)
        {
            sums.Add(entry, findings);
            proof.Add(entry, findings);
        }

        proof.Close(findings);
        if (account is not null)
        {
            sums.Live = account.Balance;
            CheckAccount(account, sums, proof, findings);
        }

        return sums;
    }

    private static void CheckAccount(PointAccount account, PointSums sums, LotProofs proof, Findings findings)
    {
        findings.Check(account.Balance >= 0 && account.Debt >= 0, "L4", account, $"balance {account.Balance} or debt {account.Debt} is negative");
        findings.Check(account.Debt == 0 || account.Balance == 0, "L4", account, $"a debt of {account.Debt} stands beside a balance of {account.Balance}");
        findings.Check(account.Balance == sums.Balance, "L1", account, $"the entries add up to {sums.Balance} and the balance is {account.Balance}");
        findings.Check(account.Debt == sums.Debt, "L1", account, $"the entries add up to a debt of {sums.Debt} and the debt is {account.Debt}");
        findings.Check(account.Entries == sums.Count, "L6", account, $"the account counts {account.Entries} entries and there are {sums.Count}");
        findings.Check(account.Balance == proof.Remaining, "L3", account, $"the lots hold {proof.Remaining} and the balance is {account.Balance}");
        findings.Check(
            account.NextExpiry == proof.NextExpiry,
            "L3",
            account,
            $"the next lot expires at {proof.NextExpiry} and the account says {account.NextExpiry}");
    }
}
