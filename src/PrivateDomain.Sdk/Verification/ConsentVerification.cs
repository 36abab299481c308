using System.Runtime.CompilerServices;
using PrivateDomain.Sdk.Consents;
using PrivateDomain.Sdk.Hosting;

namespace PrivateDomain.Sdk.Verification;

/// <summary>N1 and N2: a member's consent ledger has no gap, and the consents that are given are what it leaves.</summary>
internal static class ConsentVerification
{
    internal static async ValueTask RunAsync(ProgramContext context, Findings findings, CancellationToken cancellationToken)
    {
        OwnerStream<ConsentLedger> ledgers = await OwnerStream<ConsentLedger>.OpenAsync(
            context, ConsentLedger.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingLedgers = ledgers.ConfigureAwait(false);
        OwnerStream<ConsentEntry> entries = await OwnerStream<ConsentEntry>.OpenAsync(
            context, ConsentEntry.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingEntries = entries.ConfigureAwait(false);
        OwnerStream<Consent> consents = await OwnerStream<Consent>.OpenAsync(context, Consent.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingConsents = consents.ConfigureAwait(false);
        while (OwnerOrder.First(ledgers.NextOwner, OwnerOrder.First(entries.NextOwner, consents.NextOwner)) is { } owner)
        {
            var proof = new ConsentProof();
            while (await entries.NextOfAsync(owner).ConfigureAwait(false) is { } entry)
            {
                proof.Add(entry, findings);
            }

            long given = 0;
            while (await consents.NextOfAsync(owner).ConfigureAwait(false) is { } consent)
            {
                given++;
                findings.Check(proof.Takes(consent), "N2", consent, $"the member's ledger does not leave this consent");
            }

            if (proof.Left > 0)
            {
                findings.Breach("N2", $"member {owner}", $"the ledger leaves {proof.Left} consents that are not there");
            }

            ConsentLedger? ledger = await ledgers.NextOfAsync(owner).ConfigureAwait(false);
            if (ledger?.Entries != proof.Entries)
            {
                findings.Breach("N1", $"member {owner}", $"the ledger counts {ledger?.Entries ?? 0} entries and there are {proof.Entries}");
            }

            if (ledger?.Consents != given)
            {
                findings.Breach("N2", $"member {owner}", $"the ledger counts {ledger?.Consents ?? 0} consents and there are {given}");
            }
        }
    }
}
