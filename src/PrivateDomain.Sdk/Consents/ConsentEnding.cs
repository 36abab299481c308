using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Consents;

/// <summary>Withdraws every consent of a member who is erased: the entries stay, as proof of what was consented to and until when. Pure.</summary>
internal static class ConsentEnding
{
    internal static int Post(in DecisionContext context, MemberId memberId, Changes changes)
    {
        ConsentLedger? ledger = context.View.Find<ConsentLedger>(ConsentLedger.KeyOf(context.Program, memberId));
        List<Consent> given = new Overlay(context.View, changes).Range<Consent>(Consent.Schema.Primary, memberId.Value, context.Program);
        long entries = ledger?.Entries ?? 0;
        foreach (Consent consent in given)
        {
            changes.Remove(consent.Key);
            changes.Append(new ConsentEntry
            {
                Program = context.Program,
                MemberId = memberId,
                Sequence = ++entries,
                Kind = ConsentEntryKind.Withdraw,
                Purpose = consent.Purpose,
                Recipient = consent.Recipient,
                Version = consent.Version,
                At = context.Now,
                Operation = context.Operation,
            });
        }

        if (given.Count > 0)
        {
            changes.Put(new ConsentLedger { Program = context.Program, Revision = ledger?.Revision ?? 0, MemberId = memberId, Consents = 0, Entries = entries });
        }

        return given.Count;
    }
}
